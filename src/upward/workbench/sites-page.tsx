import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { SITE_LEVELS, type SiteLevel } from '../contract.ts';
import { levelTitles } from '../text.ts';
import { endSite, listSites, putSite } from '../wire.ts';
import { words } from './text.ts';

const { sites: say } = words;
type Listed = Output<typeof listSites>;
type Row = Listed['sites'][number];

/** The demonstration sites that the monthly bulletin tells of, and the form to name one. */
export function Page() {
  const found = useCall(listSites, {});
  const [chosen, setChosen] = useState<Row | null>(null);
  return (
    <div className="stack">
      <h1>{say.title}</h1>
      <p className="soft">{say.intro}</p>
      <Answer of={found}>
        {({ sites, agencies, mayKeep }) => (
          <>
            {sites.length === 0 ? (
              <Empty>{say.none}</Empty>
            ) : (
              <Rows sites={sites} onChange={mayKeep ? setChosen : null} />
            )}
            {mayKeep && (
              <Form key={chosen?.key ?? ''} agencies={agencies} chosen={chosen} onDone={() => setChosen(null)} />
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

function Rows({ sites, onChange }: { readonly sites: readonly Row[]; readonly onChange: ((row: Row) => void) | null }) {
  const [asked, setAsked] = useState<string | null>(null);
  const end = useSend(endSite);
  return (
    <div className="panel flush">
      {end.error && <Failed error={end.error} />}
      <Table
        caption={say.title}
        rows={sites}
        keyOf={({ key }) => key}
        columns={[
          { title: say.name, cell: ({ name }) => name },
          { title: say.level, cell: ({ level }) => levelTitles[level] },
          { title: say.agency, cell: ({ agency }) => agency },
          { title: say.since, cell: ({ since }) => since, minor: true },
          {
            title: say.acts,
            cell: (row) =>
              onChange && (
                <span className="row">
                  <Button kind="quiet" aria-label={`${say.change}：${row.name}`} onClick={() => onChange(row)}>
                    {say.change}
                  </Button>
                  {asked === row.key ? (
                    <>
                      <span>{say.really}</span>
                      <Button busy={end.isPending} onClick={() => end.mutate({ params: { key: row.key } })}>
                        {say.yes}
                      </Button>
                      <Button kind="quiet" onClick={() => setAsked(null)}>
                        {say.no}
                      </Button>
                    </>
                  ) : (
                    <Button kind="quiet" aria-label={`${say.end}：${row.name}`} onClick={() => setAsked(row.key)}>
                      {say.end}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
    </div>
  );
}

/** A key that nobody has to think of: it stands in no address. */
const newKey = (): string => `sfd-${Date.now().toString(36)}`;

function Form(props: {
  readonly agencies: Listed['agencies'];
  readonly chosen: Row | null;
  readonly onDone: () => void;
}) {
  const { agencies, chosen } = props;
  const [name, setName] = useState(chosen?.name ?? '');
  const [agencyId, setAgencyId] = useState(String(chosen?.agencyId ?? agencies[0]?.id ?? ''));
  const [level, setLevel] = useState<SiteLevel>(chosen?.level ?? 'city');
  const put = useSend(putSite);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (put.isPending) return;
    const body = { name, agencyId: Number(agencyId), level };
    put.mutate(
      { params: { key: chosen?.key ?? newKey() }, body },
      {
        onSuccess: () => {
          if (chosen) props.onDone();
          else setName('');
        },
      },
    );
  };
  return (
    <Panel title={chosen ? say.changeOf(chosen.name) : say.add}>
      <form className="stack tight" onSubmit={submit}>
        <TextField label={say.name} value={name} onChange={setName} />
        <SelectField
          label={say.level}
          value={level}
          onChange={(value) => setLevel(SITE_LEVELS.find((one) => one === value) ?? level)}
          choices={titled(SITE_LEVELS, levelTitles)}
        />
        <SelectField
          label={say.agency}
          value={agencyId}
          onChange={setAgencyId}
          choices={agencies.map(({ id, name: title }) => ({ value: String(id), title }))}
        />
        {put.error && <Failed error={put.error} />}
        {put.isSuccess && <Notice tone="good">{say.saved}</Notice>}
        <div className="row">
          <Button kind="main" type="submit" busy={put.isPending} disabled={name.trim().length < 2}>
            {say.save}
          </Button>
          {chosen && (
            <Button kind="quiet" onClick={props.onDone}>
              {say.no}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
