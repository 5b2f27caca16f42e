/**
 * `npm run bench -- screening [MB]`: megabytes of Chinese text a second on one core, decoding included, beside one pass
 * of a plain regular expression with the same kinds of numbers (ripgrep is not on every machine); and how detection does
 * on the labelled texts.
 */
import { detect } from '../src/screening/rules/detect.ts';
import { corpus, scores } from '../src/screening/testing/corpus.ts';

const LIMIT_MB = 100;
const PLAIN =
  /(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7}|62\d{14,17}|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}|[EG]\d{8}|[HM]\d{8}|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}|(?:家庭住址|现住址|户籍地)[：:][^，。\n]+|(?:姓名|户主|申请人|当事人)[：:][^，。\n]{2,4})(?!\d)/gu;

const megabytes = Number(process.argv.at(-1)) || 64;
const notices = corpus(3)
  .filter(({ name }) => name.startsWith('notices'))
  .map(({ text }) => text);
const letter = corpus(1).find(({ name }) => name.startsWith('letters'))?.text ?? '';
// Published texts: one letter with personal data in a hundred notices.
const unit = Buffer.from(
  `${Array.from({ length: 100 }, (_, i) => notices[i % notices.length]).join('\n\n')}\n\n${letter}\n\n`,
);
const piece = Buffer.concat(Array.from({ length: Math.ceil((8 * 1_048_576) / unit.length) }, () => unit));
const pieces = Math.max(1, Math.round((megabytes * 1_048_576) / piece.length));

const speedOf = (work: (text: string) => number): { readonly mbPerSecond: number; readonly finds: number } => {
  let finds = 0;
  // Of the processor, not of the wall: what else the machine does is no matter here.
  const began = process.cpuUsage();
  for (let i = 0; i < pieces; i += 1) finds += work(piece.toString('utf8'));
  return { mbPerSecond: (pieces * piece.length) / 1e6 / (process.cpuUsage(began).user / 1e6), finds };
};
const plain = (text: string): number => [...text.matchAll(PLAIN)].length;
const screened = (text: string): number => detect(text).length;

speedOf(screened);
const ours = speedOf(screened);
const theirs = speedOf(plain);
console.log(
  `screening: ${ours.mbPerSecond.toFixed(0)} MB/s (${ours.finds} finds) · plain expression ${theirs.mbPerSecond.toFixed(0)} MB/s (${theirs.finds}) · limit ${LIMIT_MB} MB/s or ratio 0.50 · ratio ${(ours.mbPerSecond / theirs.mbPerSecond).toFixed(2)}`,
);
for (const { kind, labelled, found, right } of scores(corpus(20)))
  console.log(
    `${kind}: recall ${(right / labelled).toFixed(3)} · precision ${(right / found).toFixed(3)} · ${labelled} labelled`,
  );
console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
process.exitCode = ours.mbPerSecond >= LIMIT_MB || ours.mbPerSecond >= theirs.mbPerSecond / 2 ? 0 : 1;
