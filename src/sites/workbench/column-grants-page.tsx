import { type FormEvent, useState } from 'react';
import { roleText } from '../../identity/text.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField, ChoiceField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { type GrantSite, putColumnGrant, readColumnGrants } from '../column-grants/contract.ts';
import { grantText as said } from '../column-grants/text.ts';

type Person = GrantSite['people'][number];
type Row = { readonly site: GrantSite; readonly person: Person | null };

const titlesOf = ({ columns }: GrantSite, given: Person['columns']): string =>
  given === null
    ? said.all
    : said.joined(columns.filter(({ key }) => given.includes(key)).map(({ title }) => title)) || said.noColumn;

/** Who may write in which columns of which site, and how the office changes that. */
export function Page() {
  const [q, setQ] = useState('');
  const list = useList(readColumnGrants, (after) => ({
    query: { ...(q === '' ? {} : { q }), ...(after === undefined ? {} : { after }) },
  }));
  const [chosen, setChosen] = useState<{ readonly site: GrantSite; readonly person: Person } | null>(null);
  const rows = list.rows.flatMap((site): Row[] =>
    site.people.length === 0 ? [{ site, person: null }] : site.people.map((person) => ({ site, person })),
  );
  return (
    <ListScreen<Row>
      title={said.title}
      intro={said.intro}
      filters={<FindForm label={said.find} q={q} onFind={setQ} />}
      list={{ ...list, rows }}
      caption={said.title}
      empty={said.none}
      keyOf={({ site, person }) => `${site.key} ${person?.personId ?? ''}`}
      columns={[
        { title: said.find, cell: ({ site }) => <a href={`/site/${site.key}/`}>{site.name}</a> },
        {
          title: said.person,
          cell: ({ person }) =>
            person ? `${person.name}　${person.roles.map((role) => roleText[role].title).join('、')}` : said.nobody,
        },
        { title: said.columns, cell: ({ site, person }) => person && titlesOf(site, person.columns) },
        { title: said.since, cell: ({ person }) => [person?.since, person?.by].filter(Boolean).join(' '), minor: true },
        {
          title: '',
          cell: ({ site, person }) =>
            person && (
              <Button kind="quiet" onClick={() => setChosen({ site, person })}>
                {said.change}
              </Button>
            ),
        },
      ]}
    >
      {chosen && <GrantDialog {...chosen} onClose={() => setChosen(null)} />}
    </ListScreen>
  );
}

function GrantDialog({ site, person, onClose }: Row & { readonly person: Person; readonly onClose: () => void }) {
  const [columns, setColumns] = useState(person.columns);
  const save = useSend(putColumnGrant, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ params: { site: site.key, person: person.personId }, body: { columns } });
  };
  return (
    <Dialog title={said.changeTitle(person.name, site.name)} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {save.error && <Failed error={save.error} />}
        <ChoiceField
          label={said.columns}
          value={columns === null ? 'all' : 'some'}
          onChange={(value) => setColumns(value === 'all' ? null : (person.columns ?? []))}
          choices={[
            { value: 'all', title: said.unlimited },
            { value: 'some', title: said.limited },
          ]}
        />
        {columns !== null && (
          <fieldset className="field">
            <legend>{said.limited}</legend>
            {site.columns.map(({ key, title }) => (
              <CheckField
                key={key}
                label={title}
                value={columns.includes(key)}
                onChange={(on) => setColumns(on ? [...columns, key] : columns.filter((one) => one !== key))}
              />
            ))}
          </fieldset>
        )}
        {columns?.length === 0 && <p className="late">{said.emptyWarning}</p>}
        <Button kind="main" type="submit" busy={save.isPending}>
          {said.save}
        </Button>
      </form>
    </Dialog>
  );
}
