import { type FormEvent, useState } from 'react';
import type { Input } from '../../workbench/call.ts';
import { AgencyField } from '../../workbench/kit/agency-field.tsx';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { AreaField, ChoiceField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { go } from '../../workbench/router.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { MOST_CHARACTERS, SOURCES, type SourceKind } from '../contract.ts';
import { openReportCall, readChoices } from '../wire.ts';
import { words } from './text.ts';

const { opening: text } = words;
const OUTSIDE = 'outside';
type Chosen = Input<typeof openReportCall>['body']['chosen'];

/** Begins a report: what stands in public, what is written for it, or what came from below. */
export function Page() {
  const [agency, setAgency] = useState<string>('');
  const [q, setQ] = useState('');
  const [superior, setSuperior] = useState('');
  const [source, setSource] = useState<SourceKind>('published');
  const [which, setWhich] = useState('');
  const [typed, setTyped] = useState({ title: '', body: '' });
  const found = useCall(readChoices, { query: { agency: agency || undefined, q } }, { keep: true });
  const send = useSend(openReportCall, ({ id }) => go(`/upward/reports/${id}`));
  const chosen = (): Chosen => {
    if (source === 'written') return { source, ...typed };
    return source === 'published' ? { source, index: which } : { source, receivedId: Number(which) };
  };
  const open = (event: FormEvent, agencyId: number): void => {
    event.preventDefault();
    const superiorId = superior === OUTSIDE ? null : Number(superior);
    if (!send.isPending) send.mutate({ body: { agencyId, superiorId, chosen: chosen() } });
  };
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <Answer of={found}>
        {({ agencies, agencyId, superiors, published, adopted }) => {
          const items =
            source === 'published'
              ? published.map(({ index, title, on }) => ({ value: index, title: `${on} ${title}` }))
              : adopted.map(({ id, title, from }) => ({ value: String(id), title: `${title}（${from}）` }));
          return (
            <>
              {source !== 'written' && <FindForm label={text.narrow} q={q} onFind={setQ} />}
              <form className="panel stack" onSubmit={(event) => agencyId !== null && open(event, agencyId)}>
                {send.error && <Failed error={send.error} />}
                <AgencyField label={words.agency} agencies={agencies} value={agencyId} onChange={setAgency} />
                <SelectField
                  label={words.reports.superior}
                  value={superior}
                  onChange={setSuperior}
                  blank={text.choose}
                  choices={superiors.map(({ id, name }) => ({
                    value: id === null ? OUTSIDE : String(id),
                    title: name,
                  }))}
                />
                <ChoiceField
                  label={text.source}
                  value={source}
                  onChange={(value) => {
                    setSource(SOURCES.find((each) => each === value) ?? 'published');
                    setWhich('');
                  }}
                  choices={titled(SOURCES, text.sources)}
                />
                {source === 'written' ? (
                  <>
                    <TextField
                      label={words.title}
                      value={typed.title}
                      onChange={(title) => setTyped({ ...typed, title })}
                      maxLength={200}
                    />
                    <AreaField
                      label={words.body}
                      hint={text.hint}
                      value={typed.body}
                      onChange={(body) => setTyped({ ...typed, body })}
                      maxLength={MOST_CHARACTERS}
                      rows={14}
                    />
                  </>
                ) : (
                  <SelectField
                    label={text.which}
                    {...(items.length === 0 ? { hint: text.none } : {})}
                    value={which}
                    onChange={setWhich}
                    choices={items}
                    blank={text.choose}
                  />
                )}
                <Button type="submit" kind="main" busy={send.isPending}>
                  {text.open}
                </Button>
              </form>
            </>
          );
        }}
      </Answer>
    </div>
  );
}
