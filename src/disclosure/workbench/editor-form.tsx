import { type ChangeEvent, useState } from 'react';
import { call } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, CheckField, ChoiceField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useCall } from '../../workbench/use-call.ts';
import {
  ATTRIBUTES,
  type Attachment,
  AXES,
  type Content,
  GENRES,
  INTERPRETATION_ELEMENTS,
  INTERPRETATION_FORMS,
  WITHHOLDING_REASONS,
} from '../contract.ts';
import { readCatalogue, uploadFile } from '../wire.ts';
import { RichText } from './rich-text.tsx';
import { words } from './text.ts';

const { editor } = words;

export type Draft = Content;

/** An empty article. */
export const emptyDraft: Draft = {
  title: '',
  subtitle: '',
  body: '',
  summary: '',
  keywords: [],
  node: '',
  axis: null,
  domains: [],
  topic: null,
  genre: 'business-data',
  documentNumber: null,
  formedOn: null,
  effectiveFrom: null,
  effectiveUntil: null,
  source: '',
  author: null,
  attribute: 'proactive',
  reason: null,
  reasonWords: '',
  audience: 'public',
  attachments: [],
  links: [],
  interpretation: null,
};

type Props = {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** The matter that attachments belong to; there is none before the first saving. */
  readonly id?: number;
};
type Part = Props & { readonly set: (part: Partial<Draft>) => void };

const pick = <T extends string>(all: readonly T[], value: string): T | null =>
  all.find((each) => each === value) ?? null;
const orNull = (value: string): string | null => (value === '' ? null : value);

/** The form in which an article is written. */
export function EditorForm(props: Props) {
  const set = (part: Partial<Draft>): void => props.onChange({ ...props.draft, ...part });
  const part = { ...props, set };
  return (
    <div className="stack">
      <Text {...part} />
      <Place {...part} />
      <Attribute {...part} />
      {props.draft.genre === 'interpretation' && <Interpretation {...part} />}
      {props.id !== undefined && <Attachments {...part} id={props.id} />}
    </div>
  );
}

const Text = ({ draft, set }: Part) => (
  <Panel title={words.page.text}>
    <div className="stack">
      <TextField label={editor.title} value={draft.title} onChange={(title) => set({ title })} maxLength={300} />
      <TextField
        label={editor.subtitle}
        value={draft.subtitle}
        onChange={(subtitle) => set({ subtitle })}
        maxLength={300}
        optional
      />
      <RichText label={editor.body} hint={editor.bodyHint} html={draft.body} onChange={(body) => set({ body })} />
      <AreaField label={editor.summary} value={draft.summary} onChange={(summary) => set({ summary })} rows={3} />
      <TextField
        label={editor.keywords}
        value={draft.keywords.join(' ')}
        onChange={(typed) => set({ keywords: typed.split(/[\s，、;；]+/u).filter((word) => word !== '') })}
        optional
      />
    </div>
  </Panel>
);

function Place({ draft, set }: Part) {
  const catalogue = useCall(readCatalogue, { query: {} });
  const leaves = catalogue.data?.nodes.filter(({ leaf }) => leaf) ?? [];
  return (
    <Panel title={words.page.facts}>
      <div className="stack">
        <SelectField
          label={editor.node}
          blank={editor.nodeBlank}
          value={draft.node}
          onChange={(node) => set({ node, axis: leaves.find(({ key }) => key === node)?.axis ?? draft.axis })}
          choices={leaves.map(({ key, name }) => ({ value: key, title: `${key.replace('ML.', '')} ${name}` }))}
        />
        <SelectField
          label={editor.genre}
          hint={editor.genreHint}
          value={draft.genre}
          onChange={(value) => set({ genre: pick(GENRES, value) ?? 'other' })}
          choices={GENRES.map((value) => ({ value, title: words.genres[value] }))}
        />
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
        <TextField label={editor.source} value={draft.source} onChange={(source) => set({ source })} maxLength={200} />
        <SelectField
          label={editor.axis}
          blank={editor.axisBlank}
          value={draft.axis ?? ''}
          onChange={(value) => set({ axis: pick(AXES, value) })}
          choices={AXES.map((value) => ({ value, title: words.axes[value] }))}
          optional
        />
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
        <TextField
          label={editor.effectiveUntil}
          type="date"
          value={draft.effectiveUntil ?? ''}
          onChange={(value) => set({ effectiveUntil: orNull(value) })}
          optional
        />
      </div>
    </Panel>
  );
}

const Attribute = ({ draft, set }: Part) => (
  <Panel title={editor.attribute}>
    <div className="stack">
      <ChoiceField
        label={editor.attribute}
        hint={editor.attributes}
        value={draft.attribute}
        onChange={(value) => {
          const attribute = pick(ATTRIBUTES, value) ?? 'proactive';
          set(attribute === 'proactive' ? { attribute, reason: null, reasonWords: '' } : { attribute });
        }}
        choices={ATTRIBUTES.map((value) => ({ value, title: words.attributes[value] }))}
      />
      {draft.attribute !== 'proactive' && (
        <>
          <SelectField
            label={editor.reason}
            blank={editor.reasonBlank}
            value={draft.reason ?? ''}
            onChange={(value) => set({ reason: pick(WITHHOLDING_REASONS, value) })}
            choices={WITHHOLDING_REASONS.map((value) => ({ value, title: words.reasons[value] }))}
          />
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

function Interpretation({ draft, set }: Part) {
  const facts = draft.interpretation ?? { form: 'text' as const, headLed: false, interpreter: '', elements: [] };
  const put = (part: Partial<typeof facts>): void => set({ interpretation: { ...facts, ...part } });
  return (
    <Panel title={editor.interpretation}>
      <div className="stack">
        <SelectField
          label={editor.form}
          value={facts.form}
          onChange={(value) => put({ form: pick(INTERPRETATION_FORMS, value) ?? 'text' })}
          choices={INTERPRETATION_FORMS.map((value) => ({ value, title: words.forms[value] }))}
        />
        <TextField
          label={editor.interpreter}
          value={facts.interpreter}
          onChange={(interpreter) => put({ interpreter })}
          maxLength={100}
        />
        <CheckField label={editor.headLed} value={facts.headLed} onChange={(headLed) => put({ headLed })} />
        <fieldset className="field">
          <legend>{editor.elements}</legend>
          <div className="row">
            {INTERPRETATION_ELEMENTS.map((element) => (
              <CheckField
                key={element}
                label={words.elements[element]}
                value={facts.elements.includes(element)}
                onChange={(on) =>
                  put({
                    elements: on ? [...facts.elements, element] : facts.elements.filter((each) => each !== element),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      </div>
    </Panel>
  );
}

function Attachments({ draft, set, id }: Part & { readonly id: number }) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const take = async (file: File): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const body = new FormData();
      body.append('file', file);
      const kept: Attachment = await call(uploadFile, { params: { id }, body });
      set({ attachments: [...draft.attachments, kept] });
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.target.files ?? [];
    event.target.value = '';
    if (file) void take(file);
  };
  return (
    <Panel title={editor.attachments}>
      <div className="stack tight">
        {error !== null && <Failed error={error} />}
        <ul>
          {draft.attachments.map(({ fileId, name }) => (
            <li key={fileId}>
              {name}{' '}
              <Button
                kind="quiet"
                onClick={() => set({ attachments: draft.attachments.filter((each) => each.fileId !== fileId) })}
              >
                {editor.remove}
              </Button>
            </li>
          ))}
        </ul>
        <label className="field">
          {editor.upload}
          <input type="file" disabled={busy} onChange={chosen} accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.txt,.csv" />
        </label>
      </div>
    </Panel>
  );
}
