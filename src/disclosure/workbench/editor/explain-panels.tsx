import type { RefObject } from 'react';
import { Button } from '../../../workbench/kit/button.tsx';
import { titled } from '../../../workbench/kit/choices.ts';
import { SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { INTERPRETATION_FORMS, INTERPRETER_RANKS } from '../../contract.ts';
import { requiredElements, template } from '../../rules/elements.ts';
import { ElementsField } from '../elements-field.tsx';
import type { RichTextHandle } from '../rich-text.tsx';
import { words } from '../text.ts';
import type { Part } from './part.ts';

const { editor } = words;

const pick = <T extends string>(all: readonly T[], value: string): T | null =>
  all.find((each) => each === value) ?? null;

/** What makes it an explanation. */
export function InterpretationPanel({ draft, set, body }: Part & { readonly body: RefObject<RichTextHandle | null> }) {
  const facts = draft.interpretation ?? { form: 'text' as const, headLed: false, interpreter: '', elements: [] };
  const required = requiredElements(false);
  const wanting = template(words.elements, facts.elements.length === 0 ? required : facts.elements, draft.body);
  const put = (part: Partial<typeof facts>): void => set({ interpretation: { ...facts, ...part } });
  return (
    <Panel title={editor.interpretation}>
      <div className="stack">
        <SelectField
          label={editor.form}
          value={facts.form}
          onChange={(value) => put({ form: pick(INTERPRETATION_FORMS, value) ?? 'text' })}
          choices={titled(INTERPRETATION_FORMS, words.forms)}
        />
        <TextField
          label={editor.interpreter}
          value={facts.interpreter}
          onChange={(interpreter) => put({ interpreter })}
          maxLength={100}
        />
        <SelectField
          label={editor.rank}
          hint={editor.headHint}
          value={facts.rank ?? ''}
          onChange={(value) => {
            const rank = pick(INTERPRETER_RANKS, value);
            const { rank: _, ...rest } = facts;
            set({ interpretation: { ...rest, headLed: rank === 'head', ...(rank === null ? {} : { rank }) } });
          }}
          blank={editor.rankChoose}
          choices={INTERPRETER_RANKS.map((value) => ({ value, title: words.ranks[value] }))}
        />
        <ElementsField
          value={facts.elements}
          required={required}
          hint={editor.requiredHint}
          onChange={(elements) => put({ elements })}
        />
        <div className="row">
          <Button disabled={wanting === ''} onClick={() => body.current?.put(wanting, 'behind')}>
            {editor.addSections}
          </Button>
          {wanting === '' && <span className="soft">{editor.allSections}</span>}
        </div>
      </div>
    </Panel>
  );
}

/** Where a reprinted article stood first. */
export function ReprintPanel({ draft, set }: Part) {
  const facts = draft.reprint ?? { outlet: '', on: '', url: '' };
  const put = (part: Partial<typeof facts>): void => set({ reprint: { ...facts, ...part } });
  return (
    <Panel title={editor.reprint.title}>
      <div className="stack">
        <p className="soft">{editor.reprint.hint}</p>
        <div className="pair">
          <TextField
            label={editor.reprint.outlet}
            value={facts.outlet}
            onChange={(outlet) => put({ outlet })}
            maxLength={100}
          />
          <TextField label={editor.reprint.on} type="date" value={facts.on} onChange={(on) => put({ on })} />
        </div>
        <TextField label={editor.reprint.url} value={facts.url} onChange={(url) => put({ url })} maxLength={500} />
      </div>
    </Panel>
  );
}
