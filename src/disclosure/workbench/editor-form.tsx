import { type RefObject, useRef, useState } from 'react';
import { call } from '../../workbench/call.ts';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { Attachment, Content } from '../contract.ts';
import { pasteCall } from '../editor/wire.ts';
import { type PublicationView, uploadFile } from '../wire.ts';
import { Attachments } from './editor/attachments.tsx';
import { ChecksPanel } from './editor/checks.tsx';
import { InterpretationPanel, ReprintPanel } from './editor/explain-panels.tsx';
import { AttributePanel, PlacePanel } from './editor/fact-panels.tsx';
import { ImportFile } from './editor/import-file.tsx';
import { LinksField } from './editor/links-field.tsx';
import type { Part } from './editor/part.ts';
import { words as more } from './editor/text.ts';
import { upload } from './editor/upload.ts';
import { useChecks } from './editor/use-checks.ts';
import { RichText, type RichTextHandle } from './rich-text.tsx';
import { words } from './text.ts';

const { editor } = words;

/** An article as its editor has it before him. */
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

type Change = (change: (before: Draft) => Draft) => void;
type Props = {
  readonly draft: Draft;
  /** Changes what stands there now, which may be more than what was drawn. */
  readonly onChange: Change;
  /** The matter that files belong to; there is none before the first saving. */
  readonly publication?: Pick<PublicationView, 'id' | 'files'>;
  /** The agency it is published for. */
  readonly agencyId?: number | undefined;
};

/** The form in which an article is written. */
export function EditorForm({ draft, onChange, publication, agencyId }: Props) {
  const set = (part: Partial<Draft>): void => onChange((before) => ({ ...before, ...part }));
  const addFiles = (files: readonly Attachment[]): void =>
    onChange((before) => ({ ...before, attachments: [...before.attachments, ...files] }));
  const part = { draft, set };
  const body = useRef<RichTextHandle>(null);
  return (
    <div className="stack">
      <Text {...part} id={publication?.id} addFiles={addFiles} body={body} />
      <AttributePanel {...part} />
      <PlacePanel {...part} agencyId={agencyId} />
      {draft.genre === 'interpretation' && <InterpretationPanel {...part} body={body} />}
      {draft.genre === 'reprint' && <ReprintPanel {...part} />}
      <LinksField links={draft.links} onChange={(links) => set({ links })} />
      {publication && (
        <Attachments
          id={publication.id}
          files={draft.attachments}
          states={publication.files}
          onChange={(change) => onChange((before) => ({ ...before, attachments: change(before.attachments) }))}
        />
      )}
    </div>
  );
}

type TextProps = Part & {
  readonly id: number | undefined;
  readonly addFiles: (files: readonly Attachment[]) => void;
  readonly body: RefObject<RichTextHandle | null>;
};

function Text({ draft, set, id, addFiles, body }: TextProps) {
  const title = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const [pasted, setPasted] = useState<{ readonly tone: 'good' | 'warn'; readonly notices: readonly string[] } | null>(
    null,
  );
  const checks = useChecks(draft);
  const paste = async (html: string): Promise<string | null> => {
    if (id === undefined) return null;
    try {
      const { html: clean, attachments, notices } = await call(pasteCall, { params: { id }, body: { html } });
      if (attachments.length > 0) addFiles(attachments);
      setPasted({ tone: notices.length > 0 ? 'warn' : 'good', notices: [more.import.pasted, ...notices] });
      return clean;
    } catch {
      setPasted({ tone: 'warn', notices: [more.import.pasteFailed] });
      return null;
    }
  };
  const keepPicture = async (file: File): Promise<string | null> => {
    if (id === undefined) return null;
    try {
      const { readable: _page, ...kept } = await upload(uploadFile, id, file, () => undefined);
      addFiles([kept]);
      return `/content/files/${kept.fileId}/${encodeURIComponent(kept.name)}`;
    } catch {
      setPasted({ tone: 'warn', notices: [more.import.pasteFailed] });
      return null;
    }
  };
  const isBlank = draft.body.replaceAll(/<(?!img|table)[^>]*>|&nbsp;|\s/gu, '') === '';
  return (
    <Panel title={words.page.text}>
      <div className="stack">
        <div ref={title}>
          <TextField
            label={editor.title}
            value={draft.title}
            onChange={(value) => set({ title: value })}
            maxLength={300}
          />
        </div>
        <TextField
          label={editor.subtitle}
          value={draft.subtitle}
          onChange={(subtitle) => set({ subtitle })}
          maxLength={300}
          optional
        />
        {id !== undefined && <ImportFile id={id} body={body} isBlank={isBlank} onFiles={addFiles} />}
        <RichText
          label={editor.body}
          hint={editor.bodyHint}
          html={draft.body}
          onChange={(html) => set({ body: html })}
          handle={body}
          {...(id === undefined ? {} : { id, onPaste: paste, onPicture: keepPicture })}
        />
        {pasted && (
          <Notice tone={pasted.tone}>
            {pasted.notices.map((notice) => (
              <p key={notice}>{notice}</p>
            ))}
          </Notice>
        )}
        <ChecksPanel
          checks={checks}
          id={id}
          body={body}
          inputs={{
            title: () => title.current?.querySelector('input') ?? null,
            summary: () => summary.current?.querySelector('textarea') ?? null,
          }}
        />
        <div ref={summary}>
          <AreaField
            label={editor.summary}
            value={draft.summary}
            onChange={(value) => set({ summary: value })}
            rows={3}
          />
        </div>
        <TextField
          label={editor.keywords}
          value={draft.keywords.join(' ')}
          onChange={(typed) => set({ keywords: typed.split(/[\s，、;；]+/u).filter((word) => word !== '') })}
          optional
        />
      </div>
    </Panel>
  );
}
