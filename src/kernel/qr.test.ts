import fc from 'fast-check';
import qrcode from 'qrcode';
import { expect, test } from 'vitest';
import { qrPath, qrSvg } from './qr.ts';

/** Paints the path on a grid, rectangle by rectangle. */
function painted(text: string): boolean[][] {
  const { size, path } = qrPath(text);
  const grid = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = Number(x); at < Number(x) + Number(width); at++) grid[Number(y)]?.splice(at, 1, true);
  }
  return grid;
}

test('the path paints exactly the dark modules, with a quiet zone of four around them', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }), (text) => {
      const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
      const grid = painted(text);
      for (let y = 0; y < grid.length; y++) {
        for (let x = 0; x < grid.length; x++) {
          const [row, column] = [y - 4, x - 4];
          const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
          if (grid[y]?.[x] !== (inside && Boolean(modules.get(row, column)))) return false;
        }
      }
      return true;
    }),
    { numRuns: 20 },
  );
});

test('the SVG carries nothing of the text itself, so no text can break out of it', () => {
  const svg = qrSvg('"><script>alert(1)</script>');
  expect(svg).not.toContain('script');
  expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
});

test('a verification address makes a small path', () => {
  expect(qrPath('https://zwfw.mingtang.gov.cn/verify/8F2K-9Q4M-7XTA-0001').path.length).toBeLessThan(6_000);
});
