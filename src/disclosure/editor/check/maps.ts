import type { Block } from '../content/nodes.ts';
import { type Found, found } from './finding.ts';
import { placedRuns } from './links.ts';

const MAP = /地图|区位图|区划图|位置图|水系图|影像图/u;
/** 审图号 with its number behind it; the word alone is none. */
const NUMBER = /审图号[：:]?\s*[\u4e00-\u9fa5A-Za-z]+\s*[（(〔[]\d{4}[）)〕\]]\s*\d+\s*号/u;

/**
 * A map of which neither its own words nor the text say under which number it was examined.
 *
 * @law 国办发〔2017〕47号 (标准地图，注明审图号); 地图管理条例 第三十四条
 */
export function mapFindings(blocks: readonly Block[], words: string): readonly Found[] {
  if (NUMBER.test(words)) return [];
  return placedRuns(blocks).flatMap(({ run, start }) =>
    run.kind === 'image' && MAP.test(run.alt)
      ? [found('map-number', 'doubtful', { index: start, words: run.alt })]
      : [],
  );
}
