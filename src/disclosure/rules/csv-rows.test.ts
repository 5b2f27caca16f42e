import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';

test.each([
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    '\uFEFF文号,当事人\n"一,二","他说""好"""\n',
    [
      ['文号', '当事人'],
      ['一,二', '他说"好"'],
    ],
  ],
  [
    'a,b\n\n , \n"两\n行",',
    [
      ['a', 'b'],
      ['两\n行', ''],
    ],
  ],
  [
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ["'=1+1,'-5,'字", [['=1+1', '-5', "'字"]]],
  ['"没有结束', [['没有结束']]],
  ['', []],
])('%j', (text, rows) => expect(csvRows(text)).toEqual(rows));
