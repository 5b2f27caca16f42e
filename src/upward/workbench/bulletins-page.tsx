import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf } from '../../workbench/kit/choices.ts';
import { legalDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { go, Link } from '../../workbench/router.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { compileBulletin, listBulletins } from '../wire.ts';
import { words } from './text.ts';

const { bulletins: text } = words;
const PATH = '/upward/bulletins';

/** Monthly bulletins of one's own offices, and those the offices above have issued. */
export function Page() {
  const list = useList(listBulletins, (before) => ({ query: { before } }));
  const offices = list.first?.offices ?? [];
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      sums={offices.length > 0 && <Compiling offices={offices} />}
      list={list}
      empty={text.empty}
      caption={text.title}
      keyOf={({ id }) => id}
      columns={[
        { title: text.month, cell: ({ month }) => month },
        { title: words.title, cell: ({ id, title }) => <Link to={`${PATH}/${id}`}>{title}</Link> },
        { title: text.office, cell: ({ agency }) => agency, minor: true },
        { title: words.state, cell: ({ stateTitle }) => stateTitle },
      ]}
    />
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
        <SelectField label={text.office} value={office} onChange={setOffice} choices={choicesOf(offices)} />
      )}
      <TextField label={text.month} type="month" value={month} onChange={setMonth} />
      <Button type="submit" kind="main" busy={send.isPending}>
        {text.compile}
      </Button>
    </form>
  );
}
