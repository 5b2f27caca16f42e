import { type FormEvent, useState } from 'react';
import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { compileBulletin, listBulletins } from '../wire.ts';
import { words } from './text.ts';

const { bulletins: text } = words;
const PATH = '/upward/bulletins';

/** Monthly bulletins of one's own offices, and those the offices above have issued. */
export function Page({ query }: PageProps) {
  const found = useCall(listBulletins, { query: { before: query.get('before') ?? undefined } }, { keep: true });
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{text.intro}</p>
      <Answer of={found}>
        {({ rows, next, offices }) => (
          <>
            {offices.length > 0 && <Compiling offices={offices} />}
            {rows.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <div className="panel flush">
                <Table
                  caption={text.title}
                  rows={rows}
                  keyOf={({ id }) => id}
                  columns={[
                    { title: text.month, cell: ({ month }) => month },
                    { title: words.title, cell: ({ id, title }) => <Link to={`${PATH}/${id}`}>{title}</Link> },
                    { title: text.office, cell: ({ agency }) => agency, minor: true },
                    { title: words.state, cell: ({ stateTitle }) => stateTitle },
                  ]}
                />
              </div>
            )}
            {next !== null && (
              <Button onClick={() => go(urlOf({ path: PATH }, { query: { before: next } }))}>{words.more}</Button>
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

function Compiling({ offices }: { readonly offices: readonly { readonly id: number; readonly name: string }[] }) {
  const [office, setOffice] = useState(String(offices[0]?.id ?? ''));
  const [month, setMonth] = useState(legalDay(new Date()).slice(0, 7));
  const send = useSend(compileBulletin, ({ id }) => go(`${PATH}/${id}`));
  const compile = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate({ body: { agencyId: Number(office), month } });
  };
  return (
    <form className="row" onSubmit={compile}>
      {send.error && <Failed error={send.error} />}
      {offices.length > 1 && (
        <SelectField
          label={text.office}
          value={office}
          onChange={setOffice}
          choices={offices.map(({ id, name }) => ({ value: String(id), title: name }))}
        />
      )}
      <TextField label={text.month} type="month" value={month} onChange={setMonth} />
      <Button type="submit" kind="main" busy={send.isPending}>
        {text.compile}
      </Button>
    </form>
  );
}
