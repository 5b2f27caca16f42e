import { useState } from 'react';
import type { Output } from '../../../workbench/call.ts';
import { Answer } from '../../../workbench/kit/answer.tsx';
import { SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { Empty } from '../../../workbench/kit/notice.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { useCall } from '../../../workbench/use-call.ts';
import { itemsOfAgency } from '../endpoints.ts';
import { words } from '../text.ts';
import { useOwnAgencies } from './own-agencies.ts';

type Summary = Output<typeof itemsOfAgency>['rows'][number];
const MOST = 200;

/** Which item it is about: those of the agencies the clerk takes in for. */
export function ChooseItem({ onChoose }: { readonly onChoose: (code: string) => void }) {
  const agencies = useOwnAgencies('window-clerk');
  const [agency, setAgency] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const chosen = agency ?? String(agencies[0]?.id ?? '');
  const items = useCall(itemsOfAgency, { query: { agency: chosen, limit: MOST } }, { enabled: chosen !== '' });
  return (
    <Panel title={words.intake.items}>
      <div className="stack">
        <div className="row foot">
          {agencies.length > 1 && (
            <SelectField
              label={words.intake.agency}
              value={chosen}
              onChange={setAgency}
              choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
              filter
            />
          )}
          <TextField label={words.intake.find} value={typed} onChange={setTyped} maxLength={50} filter />
        </div>
        {chosen !== '' && (
          <Answer of={items}>
            {({ rows: list }) => (
              <Items items={list.filter(({ name }) => name.includes(typed.trim()))} onChoose={onChoose} />
            )}
          </Answer>
        )}
      </div>
    </Panel>
  );
}

const Items = ({
  items,
  onChoose,
}: {
  readonly items: readonly Summary[];
  readonly onChoose: (code: string) => void;
}) =>
  items.length === 0 ? (
    <Empty>{words.intake.noItems}</Empty>
  ) : (
    <ul className="choices">
      {items.map((item) => (
        <li key={item.code}>
          <button type="button" onClick={() => onChoose(item.code)}>
            <b>{item.name}</b>
            <span className="soft">
              {item.agencyName} ·{' '}
              {item.flow.promised ? words.intake.promised(item.flow.promised.n) : words.intake.instant}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
