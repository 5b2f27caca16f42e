import { expect, test } from 'vitest';
import { filterIn, flag, oneOf, whole, words } from './filter.ts';

const READERS = { standing: oneOf(['open', 'all'], 'open'), agency: whole, wanting: flag, q: words };
const filterOf = (address: string) => filterIn(new URLSearchParams(address), '/list', READERS);

test('a filter is read from the address; what nobody could have chosen is left aside', () => {
  expect(filterOf('standing=all&agency=7&wanting=1&q=+桥+').asked).toEqual({
    standing: 'all',
    agency: 7,
    wanting: '1',
    q: '桥',
  });
  expect(filterOf('standing=whatever&agency=-1&wanting=yes&q=+').asked).toEqual({ standing: 'open' });
  expect(filterOf('agency=1.5').asked.agency).toBeUndefined();
});

test('a list is narrowed by what leaves something out, and not by what everybody begins with', () => {
  expect(filterOf('').isNarrowed).toBe(false);
  expect(filterOf('standing=open&q=').isNarrowed).toBe(false);
  expect(filterOf('standing=all').isNarrowed).toBe(true);
  expect(filterOf('q=桥').isNarrowed).toBe(true);
});
