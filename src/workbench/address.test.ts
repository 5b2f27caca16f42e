import fc from 'fast-check';
import { expect, test } from 'vitest';
import { urlOf } from './call.ts';
import { shortcutOf } from './keys.ts';
import { legalDay, legalTime, weekdayOf } from './kit/day.tsx';
import { isHere } from './nav.tsx';
import { match, pathBelow } from './router.tsx';
import { isOffered } from './screen.ts';

test('an address below the base', () => {
  expect(pathBelow('/workbench')).toBe('/');
  expect(pathBelow('/workbench/')).toBe('/');
  expect(pathBelow('/workbench/cases/7/')).toBe('/cases/7');
});

test('a pattern names the parts of a path', () => {
  expect(match('/cases/:id', '/cases/7')).toEqual({ id: '7' });
  expect(match('/figures/:id/:side', '/figures/M-001/numerator')).toEqual({ id: 'M-001', side: 'numerator' });
  expect(match('/cases/:id', '/cases/')).toBeNull();
  expect(match('/cases/:id', '/cases/7/8')).toBeNull();
  expect(match('/cases/:id', '/cases/%E4')).toEqual({ id: '%E4' });
});

test('whatever stands in a part comes back from the address', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
      const { pathname } = new URL(urlOf({ path: '/x/:id/y' }, { params: { id } }), 'http://h');
      // Browsers fold these two before anybody sees them.
      if (id === '.' || id === '..') return;
      expect(match('/x/:id/y', pathname)).toEqual({ id });
    }),
  );
});

test('what is not given stays out of the address', () => {
  expect(urlOf({ path: '/api/inbox' }, { query: { light: undefined, kind: '', limit: 50 } })).toBe(
    '/api/inbox?limit=50',
  );
  expect(urlOf({ path: '/api/inbox' }, {})).toBe('/api/inbox');
});

test('keys and chords; nothing while a modifier is held', () => {
  const known = ['j', 'g i', '?'];
  const key = (name: string, held: Partial<KeyboardEvent> = {}) => ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  });
  expect(shortcutOf(known, null, key('j'))).toBe('j');
  expect(shortcutOf(known, 'g', key('i'))).toBe('g i');
  expect(shortcutOf(known, null, key('i'))).toBeNull();
  expect(shortcutOf(known, 'x', key('j'))).toBe('j');
  expect(shortcutOf(known, null, key('j', { ctrlKey: true }))).toBeNull();
});

test('times are legal time, whatever the machine is set to', () => {
  expect(legalTime('2026-11-22T16:30:00.000Z')).toBe('2026-11-23 00:30');
  expect(legalDay(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
  expect(weekdayOf('2026-11-23')).toBe('周一');
  expect(weekdayOf('next week')).toBe('');
});

test('the navigation shows what somebody may open, and where they are', () => {
  const screen = { path: '/figures', title: '统计', load: () => Promise.reject(new Error('not opened')) };
  expect(isOffered(screen, new Set())).toBe(false);
  expect(isOffered({ ...screen, nav: { group: 'watch', may: 'measures.read' } }, new Set())).toBe(false);
  expect(isOffered({ ...screen, nav: { group: 'watch', may: 'measures.read' } }, new Set(['measures.read']))).toBe(
    true,
  );
  expect(isOffered({ ...screen, nav: { group: 'work' } }, new Set())).toBe(true);
  expect(isHere('/figures', '/figures/M-001/numerator')).toBe(true);
  expect(isHere('/', '/figures')).toBe(false);
});
