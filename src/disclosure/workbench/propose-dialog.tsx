import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { TIME_CLASSES } from '../rules/catalogue.ts';
import { proposeEntryCall, type readCatalogue, readKeepers } from '../wire.ts';
import { useAgencies } from './own-agencies.ts';
import { OwnersField } from './owners-field.tsx';
import { words } from './text.ts';

const { catalogue } = words;

/** The city, in a list whose values are words. */
const CITY = 'city';

type Props = { readonly nodes: Output<typeof readCatalogue>['nodes']; readonly onClose: () => void };

/** An entry that the catalogue should have. */
export function ProposeDialog({ nodes, onClose }: Props) {
  const agencies = useAgencies(['liaison', 'editor', 'decider', 'leader']);
  const [agency, setAgency] = useState('');
  const [keeper, setKeeper] = useState<string | null>(null);
  const [parent, setParent] = useState('');
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [law, setLaw] = useState('');
  const [owners, setOwners] = useState<readonly string[]>([]);
  const [timeClass, setTimeClass] = useState<(typeof TIME_CLASSES)[number]>('by-stage');
  const send = useSend(proposeEntryCall);
  const agencyId = Number(agency || agencies[0]?.id || 0);
  const keepers = useCall(readKeepers, { query: { agency: agencyId } }, { enabled: agencyId > 0 }).data?.keepers ?? [];
  // The nearest one, unless another is chosen: what a county proposes for itself is decided there.
  const kept = keepers.find(({ region }) => (region ?? CITY) === keeper) ?? keepers.at(-1);
  const above = nodes.find((node) => node.key === parent);
  const propose = (): void => {
    if (!above || !kept) return;
    const node = {
      key,
      parent,
      name,
      levels: above.levels.filter((level) => kept.levels.includes(level)),
      basis: { law, article: null },
      timeClass,
      freshness: { kind: 'each' as const, days: 20, unit: 'workday' as const, law: '政府信息公开条例 第二十六条' },
      axis: above.axis,
      domains: [],
      owners: [...owners],
      everyDepartment: false,
      fixed: false,
      statutoryItem: null,
      source: 'city' as const,
      forms: [],
      fields: [],
      keeper: kept.region,
    };
    send.mutate({ body: { agencyId, node } });
  };
  return (
    <Dialog title={catalogue.propose} onClose={onClose}>
      {send.error && <Failed error={send.error} />}
      {send.data ? (
        <Notice tone="good">{catalogue.sent}</Notice>
      ) : (
        <div className="stack tight">
          {agencies.length > 1 && (
            <SelectField
              label={catalogue.agency}
              value={agency}
              onChange={(value) => {
                setAgency(value);
                setKeeper(null);
              }}
              choices={agencies.map(({ id, name: title }) => ({ value: String(id), title }))}
            />
          )}
          {keepers.length > 1 && (
            <SelectField
              label={catalogue.keeper}
              hint={catalogue.keeperHint}
              value={kept?.region ?? CITY}
              onChange={setKeeper}
              choices={keepers.map(({ region, name: title }) => ({ value: region ?? CITY, title }))}
            />
          )}
          <SelectField
            label={catalogue.parent}
            blank={words.editor.reasonBlank}
            value={parent}
            onChange={(value) => {
              setParent(value);
              setKey(`${value}.`);
            }}
            choices={nodes
              .filter((node) => !node.leaf || node.key.split('.').length < 4)
              .map((node) => ({ value: node.key, title: `${node.key.replace('ML.', '')} ${node.name}` }))}
          />
          <TextField label={catalogue.key} value={key} onChange={setKey} maxLength={60} />
          <TextField label={catalogue.name} value={name} onChange={setName} maxLength={100} />
          <TextField label={catalogue.law} value={law} onChange={setLaw} maxLength={200} />
          <OwnersField label={catalogue.owners} owners={owners} onChange={setOwners} />
          <SelectField
            label={catalogue.timeClass}
            value={timeClass}
            onChange={(value) => setTimeClass(TIME_CLASSES.find((each) => each === value) ?? 'by-stage')}
            choices={TIME_CLASSES.map((value) => ({ value, title: words.timeClasses[value] }))}
          />
          <Button
            kind="main"
            busy={send.isPending}
            disabled={!above || !kept || name === '' || law === ''}
            onClick={propose}
          >
            {catalogue.send}
          </Button>
        </div>
      )}
    </Dialog>
  );
}
