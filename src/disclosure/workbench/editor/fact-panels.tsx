import { titled } from '../../../workbench/kit/choices.ts';
import { AreaField, CheckField, ChoiceField, SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { useCall } from '../../../workbench/use-call.ts';
import { ATTRIBUTES, AUDIENCES, AXES, GENRES, WITHHOLDING_REASONS } from '../../contract.ts';
import { readCatalogue } from '../../wire.ts';
import { words } from '../text.ts';
import { OriginFields, ReasonKindField } from './origin-fields.tsx';
import type { Part } from './part.ts';
import { InternalCategory, ScopeFields } from './scope-fields.tsx';
import { ScopeGuide } from './scope-guide.tsx';
import { words as more, TOPICS } from './text.ts';
import { useOwnColumns } from './use-columns.ts';

const { editor } = words;

/** One part of the form: the article as it is, and how some of it is changed. */

const pick = <T extends string>(all: readonly T[], value: string): T | null =>
  all.find((each) => each === value) ?? null;
const orNull = (value: string): string | null => (value === '' ? null : value);

/** The classes, and another one where the article came with it. */
const topicsWith = (topic: string | null): readonly string[] =>
  topic === null || TOPICS.some((each) => each === topic) ? TOPICS : [topic, ...TOPICS];

/** Where it belongs, what it is, since when. */
export function PlacePanel({ draft, set, agencyId }: Part & { readonly agencyId?: number | undefined }) {
  const catalogue = useCall(readCatalogue, { query: {} });
  const own = useOwnColumns(draft, agencyId);
  const may = own && new Set([...own.nodes, draft.node]);
  const leaves = catalogue.data?.nodes.filter(({ key, leaf }) => leaf && (!may || may.has(key))) ?? [];
  return (
    <Panel title={words.page.facts}>
      <div className="stack">
        {draft.audience === 'internal' ? (
          <InternalCategory draft={draft} set={set} />
        ) : (
          <SelectField
            label={editor.node}
            blank={editor.nodeBlank}
            value={draft.node}
            onChange={(node) => set({ node, axis: leaves.find(({ key }) => key === node)?.axis ?? draft.axis })}
            choices={leaves.map(({ key, name }) => ({ value: key, title: `${key.replace('ML.', '')} ${name}` }))}
          />
        )}
        {own && (
          <p className={own.isGiven ? 'soft' : 'late'} role="status">
            {more.columns.given(own.given)}
            {own.column !== null && more.columns.stands(own.column, own.isGiven)}
            {own.nodes.length === 0 && more.columns.none}
          </p>
        )}
        <SelectField
          label={editor.genre}
          hint={editor.genreHint}
          value={draft.genre}
          onChange={(value) => set({ genre: pick(GENRES, value) ?? 'other' })}
          choices={titled(GENRES, words.genres)}
        />
        <ScopeFields draft={draft} set={set} agencyId={agencyId} />
        <TextField
          label={editor.formedOn}
          hint={editor.formedHint}
          type="date"
          value={draft.formedOn ?? ''}
          onChange={(value) => set({ formedOn: orNull(value) })}
          optional
        />
        <TextField
          label={editor.documentNumber}
          hint={editor.documentHint}
          value={draft.documentNumber ?? ''}
          onChange={(value) => set({ documentNumber: orNull(value) })}
          maxLength={80}
          optional={draft.genre !== 'policy-document'}
        />
        <div className="pair">
          <TextField
            label={editor.source}
            value={draft.source}
            onChange={(source) => set({ source })}
            maxLength={200}
          />
          <TextField
            label={editor.author}
            value={draft.author ?? ''}
            onChange={(value) => set({ author: orNull(value) })}
            maxLength={100}
            optional
          />
        </div>
        <div className="pair">
          <SelectField
            label={editor.topic}
            blank={editor.axisBlank}
            value={draft.topic ?? ''}
            onChange={(value) => set({ topic: orNull(value) })}
            choices={topicsWith(draft.topic).map((value) => ({ value, title: value }))}
            optional
          />
          <SelectField
            label={editor.axis}
            blank={editor.axisFromNode}
            value={draft.axis ?? ''}
            onChange={(value) => set({ axis: pick(AXES, value) })}
            choices={titled(AXES, words.axes)}
          />
        </div>
        <fieldset className="field">
          <legend>{editor.domains}</legend>
          <div className="row">
            {catalogue.data?.domains.map(({ key, name }) => (
              <CheckField
                key={key}
                label={name}
                value={draft.domains.includes(key)}
                onChange={(on) =>
                  set({ domains: on ? [...draft.domains, key] : draft.domains.filter((each) => each !== key) })
                }
              />
            ))}
          </div>
        </fieldset>
        <div className="pair">
          <TextField
            label={editor.effectiveFrom}
            type="date"
            value={draft.effectiveFrom ?? ''}
            onChange={(value) => set({ effectiveFrom: orNull(value) })}
            optional
          />
          <TextField
            label={editor.effectiveUntil}
            type="date"
            value={draft.effectiveUntil ?? ''}
            onChange={(value) => set({ effectiveUntil: orNull(value) })}
            optional
          />
        </div>
      </div>
    </Panel>
  );
}

/** Who is told of it, and why not everybody. */
export const AttributePanel = ({ draft, set }: Part) => (
  <Panel title={editor.attribute}>
    <div className="stack">
      <ScopeGuide draft={draft} set={set} />
      <ChoiceField
        label={editor.attribute}
        hint={editor.attributes}
        value={draft.attribute}
        onChange={(value) => {
          const attribute = pick(ATTRIBUTES, value) ?? 'proactive';
          set(
            attribute === 'proactive'
              ? { attribute, reason: null, reasonWords: '', reasonKind: undefined }
              : { attribute },
          );
        }}
        choices={titled(ATTRIBUTES, words.attributes)}
      />
      <ChoiceField
        label={more.audience.label}
        hint={more.audience.hint}
        value={draft.audience}
        onChange={(value) => set({ audience: pick(AUDIENCES, value) ?? 'public', node: '', axis: null })}
        choices={titled(AUDIENCES, more.audience.choices)}
      />
      <OriginFields draft={draft} set={set} />
      {draft.attribute !== 'proactive' && (
        <>
          <SelectField
            label={editor.reason}
            blank={editor.reasonBlank}
            value={draft.reason ?? ''}
            onChange={(value) => set({ reason: pick(WITHHOLDING_REASONS, value), reasonKind: undefined })}
            choices={titled(WITHHOLDING_REASONS, words.reasons)}
          />
          <ReasonKindField draft={draft} set={set} />
          <AreaField
            label={editor.reasonWords}
            value={draft.reasonWords}
            onChange={(reasonWords) => set({ reasonWords })}
            maxLength={1000}
            rows={3}
          />
        </>
      )}
    </div>
  </Panel>
);
