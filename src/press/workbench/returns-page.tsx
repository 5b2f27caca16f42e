import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { pressWords } from '../text.ts';
import { listReturns, returnsCsv } from '../wire.ts';
import { Returns } from './returns.tsx';

const { returned: text, coverage } = pressWords;
const WHICH = ['incomplete', 'all'] as const;

/** What was given back, and what it lacked. */
export function Page({ query }: PageProps) {
  const which = WHICH.find((each) => each === query.get('which')) ?? 'incomplete';
  const agency = Number(query.get('agency')) || undefined;
  const q = query.get('q') || undefined;
  const from = query.get('from') || undefined;
  const to = query.get('to') || undefined;
  const before = Number(query.get('before')) || undefined;
  const asked = { which, agency, q, from, to };
  const found = useCall(listReturns, { query: { ...asked, before } }, { keep: true });
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/press/returns' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
        <a className="button" href={urlOf(returnsCsv, { query: asked })}>
          {coverage.csv}
        </a>
      </header>
      <p className="soft">{text.intro}</p>
      <div className="chips" role="group" aria-label={text.which}>
        {WHICH.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={which === each}
            onClick={() => show({ which: each })}
          >
            {text[each]}
          </button>
        ))}
      </div>
      <FindForm q={q ?? ''} label={text.search} onFind={(typed) => show({ q: typed })} />
      <Answer of={found}>
        {({ rows, agencies, next }) => (
          <>
            <div className="row">
              {agencies.length > 1 && (
                <SelectField
                  label={coverage.agency}
                  blank={coverage.allAgencies}
                  value={String(agency ?? '')}
                  onChange={(value) => show({ agency: value })}
                  choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                  filter
                />
              )}
              <TextField
                label={text.from}
                type="date"
                value={from ?? ''}
                onChange={(value) => show({ from: value })}
                filter
              />
              <TextField
                label={text.to}
                type="date"
                value={to ?? ''}
                onChange={(value) => show({ to: value })}
                filter
              />
            </div>
            {rows.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <div className="panel flush">
                <Returns rows={rows} wide />
              </div>
            )}
            {next !== null && <Button onClick={() => show({ before: next })}>{coverage.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}
