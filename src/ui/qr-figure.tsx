import { create } from 'qrcode';
import { text } from './text.ts';

/** One path for all dark squares, each run of them in a row as one rectangle. */
function darkPath(data: Uint8Array, size: number): string {
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue;
      let end = x;
      while (end < size && data[y * size + end]) end++;
      path += `M${x} ${y}h${end - x}v1H${x}z`;
      x = end;
    }
  }
  return path;
}

/** A code to scan, with what it leads to in words beside it. */
export const QrFigure = (props: {
  readonly content: string;
  readonly caption: string;
  /** Where the code leads, for people who cannot scan it. */
  readonly href?: string | undefined;
}) => {
  // An address is bytes whatever the coder would find out about it, and any mask can be read: choosing the best of eight
  // took longer than the rest of a page.
  const { modules } = create([{ data: new TextEncoder().encode(props.content), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    maskPattern: 3,
  });
  const size = modules.size;
  return (
    <figure className="qr">
      <svg
        viewBox={`-4 -4 ${size + 8} ${size + 8}`}
        width="132"
        height="132"
        role="img"
        aria-label={`${props.caption}${text.qr}`}
      >
        <path className="qr-ground" d={`M-4-4h${size + 8}v${size + 8}h-${size + 8}z`} />
        <path d={darkPath(modules.data, size)} shapeRendering="crispEdges" />
      </svg>
      <figcaption>{props.href === undefined ? props.caption : <a href={props.href}>{props.caption}</a>}</figcaption>
    </figure>
  );
};
