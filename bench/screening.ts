/**
 * `npm run bench -- screening [MB]`: megabytes of Chinese text a second on one core, decoding included, beside one pass
 * of a plain regular expression with the same kinds of numbers (ripgrep is not on every machine), three ways: published
 * documents with one letter or list with personal data in a hundred paragraphs; notices that are full of numbers,
 * none of a person; nothing but personal data. And how detection does on the labelled texts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesOf } from '../src/screening/codes.ts';
import { detect } from '../src/screening/rules/detect.ts';
import { corpus, scores } from '../src/screening/testing/corpus.ts';

const LIMIT_MB = 100;
const PLAIN =
  /(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7}|62\d{14,17}|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}|[EG]\d{8}|[HM]\d{8}|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}|(?:家庭住址|现住址|户籍地)[：:][^，。\n]+|(?:姓名|户主|申请人|当事人)[：:][^，。\n]{2,4})(?!\d)/gu;

const megabytes = Number(process.argv.at(-1)) || 32;
const sources = join(import.meta.dirname, '../src/demo-city/sources');
const paragraphs = readdirSync(sources)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readFileSync(join(sources, name), 'utf8').split(/\n+/u));
const labelled = corpus(3);
const textsOf = (start: string): readonly string[] =>
  labelled.filter(({ name }) => name.startsWith(start)).map(({ text }) => text);
const personal = [...textsOf('letters'), ...textsOf('lists')];
const published = paragraphs.flatMap((paragraph, i) => {
  const own = i % 100 === 99 ? personal[((i / 100) | 0) % personal.length] : undefined;
  return own === undefined ? [paragraph] : [paragraph, own];
});

/** As the reader decodes. */
const decoder = new TextDecoder('utf-8', { fatal: true });
function speedOf(unit: Buffer, work: (text: string) => number) {
  const piece = Buffer.concat(Array.from({ length: Math.ceil((4 * 1_048_576) / unit.length) }, () => unit));
  const pieces = Math.max(1, Math.round((megabytes * 1_048_576) / piece.length));
  work(decoder.decode(piece));
  let finds = 0;
  // Of the processor, not of the wall: what else the machine does is no matter here.
  const began = process.cpuUsage();
  for (let i = 0; i < pieces; i += 1) finds += work(decoder.decode(piece));
  const { user, system } = process.cpuUsage(began);
  return { speed: (pieces * piece.length) / (user + system), finds };
}

for (const [name, texts] of [
  ['published', published],
  ['numbers', textsOf('notices')],
  ['personal data only', personal],
] as const) {
  const unit = Buffer.from(`${texts.join('\n\n')}\n\n`);
  const ours = speedOf(unit, (text) => detect(text, codesOf(text)).length);
  const theirs = speedOf(unit, (text) => [...text.matchAll(PLAIN)].length);
  const ratio = ours.speed / theirs.speed;
  if (name === 'published') process.exitCode = ours.speed >= LIMIT_MB || ratio >= 0.5 ? 0 : 1;
  console.log(
    `screening, ${name}: ${ours.speed.toFixed(0)} MB/s (${ours.finds} finds) · plain expression ${theirs.speed.toFixed(0)} MB/s (${theirs.finds}) · limit ${LIMIT_MB} MB/s or ratio 0.50 · ratio ${ratio.toFixed(2)}`,
  );
}
for (const { kind, labelled: marked, found, right } of scores(corpus(20)))
  console.log(
    `${kind}: recall ${(right / marked).toFixed(3)} · precision ${(right / found).toFixed(3)} · ${marked} labelled`,
  );
console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
