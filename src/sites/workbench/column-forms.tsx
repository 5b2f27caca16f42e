import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Column, SCOPES, UpdateRule } from '../contract.ts';
import rules from '../data/update-rules.json' with { type: 'json' };
import { COLUMN_RULES, type EditableSite } from '../targets/contract.ts';
import { siteEditText as said } from '../targets/text.ts';
import { text } from '../text.ts';

type EditableColumn = EditableSite['columns'][number];
type Props = { readonly taken: readonly string[]; readonly onAdd: (column: EditableColumn) => void };

/** A new column of a site: what it is called, and what it takes in. */
export function NewColumnForm({ taken, onAdd }: Props) {
  const [key, setKey] = useState('');
  const [title, setTitle] = useState('');
  const [genres, setGenres] = useState<readonly string[]>([]);
  const [nodes, setNodes] = useState('');
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('region');
  const [rule, setRule] = useState<(typeof COLUMN_RULES)[number] | null>(null);
  const named = nodes.split(/[,，;；\s]+/u).filter((node) => node !== '');
  const isTaken = taken.includes(key);
  const isWhole =
    Column.shape.key.safeParse(key).success && !isTaken && title.trim() !== '' && genres.length + named.length > 0;
  const add = (): void => {
    const takes = { genres: [...genres], nodes: named, scope, rule };
    onAdd({ key, title: title.trim(), maintainer: null, count: 0, rest: false, takes });
    setKey('');
    setTitle('');
    setGenres([]);
    setNodes('');
  };
  return (
    <Panel title={said.addColumn}>
      <div className="stack tight">
        <TextField label={said.newTitle} value={title} onChange={setTitle} />
        <TextField label={said.columnKey} value={key} onChange={setKey} wrong={isTaken ? said.keyTaken : undefined} />
        <fieldset className="field">
          <legend>{said.genres}</legend>
          {Object.entries(text.catalogue.genres).map(([genre, name]) => (
            <CheckField
              key={genre}
              label={name}
              value={genres.includes(genre)}
              onChange={(on) => setGenres(on ? [...genres, genre] : genres.filter((one) => one !== genre))}
            />
          ))}
        </fieldset>
        <TextField label={said.nodes} value={nodes} onChange={setNodes} optional />
        <SelectField
          label={said.scope}
          value={scope}
          onChange={(value) => setScope(SCOPES.find((one) => one === value) ?? scope)}
          choices={SCOPES.map((value) => ({ value, title: said.scopes[value] ?? value }))}
        />
        <SelectField
          label={said.rule}
          blank={said.noRule}
          value={rule ?? ''}
          onChange={(value) => setRule(COLUMN_RULES.find((one) => one === value) ?? null)}
          choices={COLUMN_RULES.map((value) => {
            const { title: name, n, unit } = UpdateRule.parse(rules[value]);
            return { value, title: said.ruleDays(name, n, unit) };
          })}
        />
        <div className="row">
          <Button disabled={!isWhole} onClick={add}>
            {said.add}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** Says what becomes of what stands in a column before it goes. */
export const RemoveColumn = (props: {
  readonly column: EditableColumn;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}) => (
  <Dialog title={said.removeTitle(props.column.title)} onClose={props.onClose}>
    <p>{said.removeWords(props.column.count)}</p>
    <p>{said.removeAddress}</p>
    <div className="row">
      <Button kind="danger" onClick={props.onRemove}>
        {said.removeYes}
      </Button>
      <Button onClick={props.onClose}>{said.removeNo}</Button>
    </div>
  </Dialog>
);
