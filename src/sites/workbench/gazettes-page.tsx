import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { beginGazette, readGazettes } from '../gazette/contract.ts';
import { gazetteText } from '../gazette/text.ts';

const said = gazetteText.staff;

/** The issues of the gazette, and the beginning of the next. */
export function Page() {
  const gazettes = useCall(readGazettes, {});
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <Answer of={gazettes}>
        {({ issues, agencies }) => (
          <>
            <Panel title={said.issues}>
              {issues.length === 0 ? (
                <Empty>{said.none}</Empty>
              ) : (
                <Table
                  caption={said.issues}
                  rows={issues}
                  keyOf={({ id }) => id}
                  columns={[
                    {
                      title: said.name,
                      cell: ({ id, name, label }) => <Link to={`/gazette/${id}`}>{`${name} ${label}`}</Link>,
                    },
                    {
                      title: said.state,
                      cell: ({ stateTitle, version, cancelled, stale, open }) => (
                        <>
                          {cancelled === null
                            ? version > 1
                              ? gazetteText.correctedMark(version)
                              : stateTitle
                            : gazetteText.cancelledMark}
                          {open !== null && <span className="tag">{gazetteText.process.proposed}</span>}
                          {stale.length > 0 && <span className="tag">{said.stale}</span>}
                        </>
                      ),
                    },
                    { title: said.items, cell: ({ items }) => items.length, right: true },
                    {
                      title: gazetteText.issuedOn,
                      cell: ({ issuedAt }) => (issuedAt === null ? '—' : <At at={issuedAt} />),
                    },
                  ]}
                />
              )}
            </Panel>
            {agencies.length > 0 && <Begin agencies={agencies} name={issues[0]?.name ?? ''} />}
          </>
        )}
      </Answer>
    </div>
  );
}

function Begin(props: { readonly agencies: readonly { id: number; name: string }[]; readonly name: string }) {
  const [agency, setAgency] = useState(String(props.agencies[0]?.id ?? ''));
  const [name, setName] = useState(props.name);
  const begin = useSend(beginGazette);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!begin.isPending) begin.mutate({ body: { agencyId: Number(agency), name } });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      <h2>{said.begin}</h2>
      {begin.error && <Failed error={begin.error} />}
      {props.agencies.length > 1 && (
        <SelectField
          label={said.agency}
          value={agency}
          onChange={setAgency}
          choices={props.agencies.map(({ id, name: title }) => ({ value: String(id), title }))}
        />
      )}
      <TextField label={said.name} value={name} onChange={setName} />
      <div className="row">
        <Button kind="main" type="submit" busy={begin.isPending}>
          {said.begin}
        </Button>
      </div>
    </form>
  );
}
