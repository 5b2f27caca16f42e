import type { Output } from '../../workbench/call.ts';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { readOperations } from '../contract.ts';
import { words } from './text.ts';

type Finding = Output<typeof readOperations>['findings'][number];

const text = words.operations;
const TONES = { ok: 'good', warning: 'warn', wrong: 'wrong' } as const;

/** What is not as it should be, each with its mend, the gravest first; what is well is folded away. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const well = findings.filter(({ level }) => level === 'ok');
  const bad = findings
    .filter(({ level }) => level !== 'ok')
    .toSorted((a, b) => Number(b.level === 'wrong') - Number(a.level === 'wrong'));
  return (
    <Panel title={text.findings}>
      <div className="stack tight">
        {bad.length === 0 && <p>{text.good}</p>}
        {bad.map((finding) => (
          <Notice key={finding.code + finding.what} tone={TONES[finding.level]}>
            <p>
              <b>{text.levels[finding.level]}</b> {finding.what}
            </p>
            {finding.mend !== null && <p>{finding.mend}</p>}
          </Notice>
        ))}
        {well.length > 0 && (
          <details>
            <summary>{text.well(well.length)}</summary>
            <ul className="stack tight">
              {well.map((finding) => (
                <li key={finding.code + finding.what}>{finding.what}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  );
}
