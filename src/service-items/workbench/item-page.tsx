import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import type { ServiceItem } from '../contract.ts';
import { EditItem } from './edit-item.tsx';
import { readItem } from './endpoints.ts';
import { words } from './text.ts';

type View = Output<typeof readItem>;

/** One item: its elements, its versions, and publishing a new one. */
export function Page({ params }: PageProps) {
  const item = useCall(readItem, { params: { code: params.code ?? '' } });
  return (
    <Answer of={item} title={words.item}>
      {(view) => <Item view={view} />}
    </Answer>
  );
}

function Item({ view }: { readonly view: View }) {
  const [editing, setEditing] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const { item, mayChange } = view;
  return (
    <div className="stack">
      <header>
        <h1>{item.name}</h1>
        <div className="row">
          <a className="button" href={`/items/${item.code}`} target="_blank" rel="noreferrer">
            {words.guide}
          </a>
          {mayChange && !editing && (
            <Button kind="main" onClick={() => setEditing(true)}>
              {words.edit}
            </Button>
          )}
        </div>
      </header>
      {done !== null && <Notice tone="good">{done}</Notice>}
      {!mayChange && <p className="soft">{words.readOnly}</p>}
      {editing ? (
        <EditItem
          item={item}
          onCancel={() => setEditing(false)}
          onDone={({ version, validFrom }) => {
            setEditing(false);
            setDone(words.published(version, validFrom));
          }}
        />
      ) : (
        <Elements item={item} />
      )}
      <Versions view={view} />
    </div>
  );
}

const limitText = (limit: ServiceItem['flow']['statutory']['limit']): string => `${limit.n} ${words.units[limit.unit]}`;

const Elements = ({ item }: { readonly item: ServiceItem }) => {
  const { fields } = words;
  const list = (lines: readonly string[]) =>
    lines.length === 0 ? (
      words.none
    ) : (
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    );
  return (
    <>
      <Panel title={words.facts}>
        <Facts
          facts={[
            [
              fields.code,
              <span key="code" className="number">
                {item.code}
              </span>,
            ],
            [fields.type, item.typeName],
            [words.agency, item.agencyName],
            [fields.caseType, words.caseType[item.flow.caseType]],
            [fields.statutory, `${limitText(item.flow.statutory.limit)}（${item.flow.statutory.law}）`],
            [fields.promised, item.flow.promised && limitText(item.flow.promised)],
            [fields.steps, item.steps.map(({ name, days }) => `${name} ${days}`).join(' → ')],
            [fields.basis, list(item.basis.map(({ law, article }) => `${law} ${article}`))],
            [fields.conditions, list(item.conditions)],
            [fields.visits, words.times(item.visits)],
            [fields.visitReason, item.visitReason],
            [fields.fee, item.fee.charged ? item.fee.standard : fields.feeFree],
            [fields.result, item.result.name],
            [fields.place, item.place],
            [fields.hours, item.hours],
            [fields.phone, item.phone],
            [fields.complaintPhone, item.complaintPhone],
            [fields.otherNames, item.otherNames.join('、')],
          ]}
        />
      </Panel>
      <Panel title={words.materials}>{list(item.situation.materials.map(({ name }) => name))}</Panel>
    </>
  );
};

const Versions = ({ view }: { readonly view: View }) => (
  <Panel title={words.versions}>
    <ul className="stack tight">
      {view.versions.map((version) => (
        <li key={version.version} className="row apart">
          <span>
            <b>{words.version(version.version)}</b>{' '}
            {version.version === view.inForce && <span className="tag good">{words.inForce}</span>}{' '}
            <span className="soft">{version.source}</span>
          </span>
          <span className="soft number">
            {words.from(version.validFrom)}
            {version.validTo !== null && ` ${words.until(version.validTo)}`}
          </span>
        </li>
      ))}
    </ul>
  </Panel>
);
