import { Button } from '../../../workbench/kit/button.tsx';
import { titled } from '../../../workbench/kit/choices.ts';
import { Dialog } from '../../../workbench/kit/dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../../workbench/kit/notice.tsx';
import { useSend } from '../../../workbench/use-call.ts';
import type { Attachment, Content } from '../../contract.ts';
import { officialCall, previewOfficialCall } from '../../editor/wire.ts';
import { words as all } from '../text.ts';
import { words } from './text.ts';

const { official: text } = words;
type Kind = keyof typeof text.kinds;
const KINDS = Object.keys(text.kinds) as Kind[];
const URGENCIES = Object.keys(text.urgencies) as (keyof typeof text.urgencies)[];

/** What is filled in for the paper form; the text is that of the article. */
export type OfficialDraft = {
  readonly kind: Kind;
  readonly agency: string;
  readonly withWord: boolean;
  readonly urgency: keyof typeof text.urgencies;
  readonly signer: string;
  readonly addressee: string;
  readonly attachments: string;
  readonly signature: string;
  readonly issuedOn: string;
  readonly note: string;
  readonly copies: string;
  readonly printedBy: string;
  readonly printedOn: string;
};

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** The form as an article suggests it. */
export function officialOf(content: Content, agency: string): OfficialDraft {
  const [kind = 'notice'] = KINDS.filter((each) => content.title.trim().endsWith(text.kinds[each]));
  const named = content.attachments.filter(
    ({ name, type }) => !type.startsWith('image/') && !name.startsWith(content.documentNumber ?? '\0'),
  );
  return {
    kind,
    agency,
    withWord: kind !== 'letter',
    urgency: '',
    signer: '',
    addressee: '',
    attachments: named.map(({ name }) => name.replace(/\.\w{2,5}$/u, '')).join('\n'),
    signature: agency,
    issuedOn: content.formedOn ?? today(),
    note: content.attribute === 'proactive' ? '此件公开发布' : '',
    copies: '',
    printedBy: agency,
    printedOn: today(),
  };
}

type Props = {
  readonly id: number;
  readonly content: Content;
  readonly form: OfficialDraft;
  readonly onForm: (form: OfficialDraft) => void;
  readonly onMade: (file: Attachment) => void;
  readonly onClose: () => void;
};

/** The article as an official document: filled in on the left, seen as it will be printed on the right. */
export function Official({ id, content, form, onForm, onMade, onClose }: Props) {
  const preview = useSend(previewOfficialCall);
  const make = useSend(officialCall, onMade);
  const request = {
    params: { id },
    body: {
      form: {
        ...form,
        number: content.documentNumber ?? '',
        title: content.title,
        attribute: content.attribute,
        attachments: form.attachments.split('\n').flatMap((line) => line.trim() || []),
      },
      body: content.body,
    },
  };
  const error = make.error ?? preview.error;
  return (
    <Dialog title={text.title} onClose={onClose} wide>
      <div className="official">
        <div className="stack tight">
          <p className="hint">{text.intro}</p>
          <Fields form={form} content={content} set={(some) => onForm({ ...form, ...some })} />
          {error && <Failed error={error} />}
          {make.data && <Notice tone="good">{text.made(make.data.name)}</Notice>}
          <div className="row sticky">
            <Button kind="main" busy={preview.isPending} onClick={() => preview.mutate(request)}>
              {text.preview}
            </Button>
            <Button busy={make.isPending} onClick={() => make.mutate(request)}>
              {text.make}
            </Button>
          </div>
        </div>
        <section className="paper-pages" aria-label={text.previews} aria-busy={preview.isPending} tabIndex={0}>
          {preview.data ? (
            <>
              {preview.data.pages.map(({ page, png, width, height }) => (
                <img
                  key={page}
                  src={`data:image/png;base64,${png}`}
                  width={width}
                  height={height}
                  alt={text.page(page, preview.data.count)}
                />
              ))}
              {preview.data.count > preview.data.pages.length && <p>{text.more(preview.data.count)}</p>}
            </>
          ) : (
            <p className="soft">{text.before}</p>
          )}
        </section>
      </div>
    </Dialog>
  );
}

type FieldsProps = {
  readonly form: OfficialDraft;
  readonly content: Content;
  readonly set: (some: Partial<OfficialDraft>) => void;
};

function Fields({ form, content, set }: FieldsProps) {
  const line = (
    name: 'agency' | 'signature' | 'printedBy' | 'copies' | 'note' | 'signer' | 'addressee',
    most: number,
    optional = false,
  ) => (
    <TextField
      label={text[name]}
      value={form[name]}
      maxLength={most}
      optional={optional}
      onChange={(value) => set({ [name]: value })}
      {...(name === 'signer' ? { hint: text.signerHint } : {})}
    />
  );
  return (
    <>
      <p>
        {text.number}：<b>{content.documentNumber ?? '—'}</b>　{all.editor.attribute}：
        <b>{all.attributes[content.attribute]}</b>
      </p>
      <div className="pair">
        <SelectField
          label={text.kind}
          value={form.kind}
          onChange={(value) => set({ kind: KINDS.find((each) => each === value) ?? 'notice' })}
          choices={titled(KINDS, text.kinds)}
        />
        <SelectField
          label={text.urgency}
          value={form.urgency}
          onChange={(value) => set({ urgency: URGENCIES.find((each) => each === value) ?? '' })}
          choices={titled(URGENCIES, text.urgencies)}
        />
      </div>
      {line('agency', 60)}
      <CheckField label={text.withWord} value={form.withWord} onChange={(withWord) => set({ withWord })} />
      {line('addressee', 300, true)}
      {line('signer', 30, true)}
      <AreaField
        label={text.attachments}
        value={form.attachments}
        onChange={(attachments) => set({ attachments })}
        rows={2}
        optional
      />
      {line('signature', 60)}
      <div className="pair">
        <TextField label={text.issuedOn} type="date" value={form.issuedOn} onChange={(issuedOn) => set({ issuedOn })} />
        {line('note', 100, true)}
      </div>
      {line('copies', 500, true)}
      <div className="pair">
        {line('printedBy', 60)}
        <TextField
          label={text.printedOn}
          type="date"
          value={form.printedOn}
          onChange={(printedOn) => set({ printedOn })}
        />
      </div>
    </>
  );
}
