/**
 * `npm run bench -- screening [MB]`: megabytes of Chinese text a second on one core, decoding included, beside one pass
 * of a plain regular expression with the same kinds of numbers, by V8 and, where it is installed, by `rg -P`, else by
 * `grep -P` (both PCRE2, compiled; without it ripgrep knows no look-behind), three ways: published documents with one
 * letter or list with personal data in a hundred paragraphs; notices that are full of numbers, none of a person; nothing
 * but personal data. And how detection does on the labelled texts.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** Seconds of the processor are what the shell says of its children; null where neither program is there. */
function searched(text: Buffer): { readonly program: string; readonly speed: number } | null {
  const program = ['rg', 'grep'].find((each) => spawnSync(each, ['--version']).status === 0);
  if (program === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'mingtang-bench-'));
  try {
    // Into a pipe: grep stops at its first find when nobody reads them.
    const file = join(folder, 'text');
    writeFileSync(file, text);
    const search = 'p=$1; shift; "$p" -oP --no-messages "$@" | wc -l >/dev/null; times';
    const { stdout } = spawnSync('bash', ['-c', search, 'bash', program, PLAIN.source, file], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    const [, children = ''] = stdout.trim().split('\n');
    const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/gu)].reduce(
      (sum, [, m, s]) => sum + Number(m) * 60 + Number(s),
      0,
    );
    return { program, speed: text.length / 1_000_000 / seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [name, texts] of [
  ['published', published],
  ['numbers', textsOf('notices')],
  ['personal data only', personal],
] as const) {
  const unit = Buffer.from(`${texts.join('\n\n')}\n\n`);
  const ours = speedOf(unit, (text) => detect(text, codesOf(text)).length);
  const theirs = speedOf(unit, (text) => [...text.matchAll(PLAIN)].length);
  const other = searched(Buffer.concat(Array.from({ length: Math.ceil((16 * 1_048_576) / unit.length) }, () => unit)));
  const ratio = ours.speed / theirs.speed;
  if (name === 'published') process.exitCode = ours.speed >= LIMIT_MB || ratio >= 0.5 ? 0 : 1;
  console.log(
    `screening, ${name}: ${ours.speed.toFixed(0)} MB/s (${ours.finds} finds) · plain expression ${theirs.speed.toFixed(0)} MB/s (${theirs.finds}) · limit ${LIMIT_MB} MB/s or ratio 0.50 · ratio ${ratio.toFixed(2)}`,
  );
  if (other)
    console.log(
      `  ${other.program} -P: ${other.speed.toFixed(0)} MB/s · ratio ${(ours.speed / other.speed).toFixed(2)}`,
    );
}
for (const { kind, labelled: marked, found, right } of scores(corpus(20)))
  console.log(
    `${kind}: recall ${(right / marked).toFixed(3)} · precision ${(right / found).toFixed(3)} · ${marked} labelled`,
  );
console.log(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
