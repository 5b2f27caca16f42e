import { CheckField, SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { ORIGINS, REASON_KINDS, type ReasonKind } from '../../contract.ts';
import { words } from '../text.ts';
import type { Part } from './part.ts';

const { editor } = words;

/** Which of the things that the ground names; nothing where it is one thing only. */
export function ReasonKindField({ draft, set }: Part) {
  const kinds: readonly ReasonKind[] =
    Object.entries(REASON_KINDS).find(([reason]) => reason === draft.reason)?.[1] ?? [];
  if (kinds.length === 0) return null;
  return (
    <SelectField
      label={editor.reasonKind}
      blank={editor.reasonBlank}
      value={draft.reasonKind ?? ''}
      onChange={(value) => set({ reasonKind: kinds.find((kind) => kind === value) })}
      choices={kinds.map((value) => ({ value, title: words.reasonKinds[value] }))}
    />
  );
}

/** How the agency came to have it, which says whether it is the one to tell it. */
export function OriginFields({ draft, set }: Part) {
  const origin = draft.origin ?? { how: 'made' as const, others: '', isOurs: true };
  const { how } = origin;
  return (
    <>
      <SelectField
        label={editor.origin}
        hint={editor.originHint}
        value={how}
        onChange={(value) => {
          const next = ORIGINS.find((each) => each === value) ?? 'made';
          set({ origin: next === 'made' ? undefined : { how: next, others: '', isOurs: false } });
        }}
        choices={ORIGINS.map((value) => ({ value, title: words.origins[value] }))}
      />
      {(how === 'joint' || how === 'from-agency') && (
        <div className="pair">
          <TextField
            label={editor.others[how]}
            value={origin.others}
            onChange={(others) => set({ origin: { ...origin, others } })}
            maxLength={300}
          />
          <CheckField
            label={editor.isOurs[how]}
            value={origin.isOurs}
            onChange={(isOurs) => set({ origin: { ...origin, isOurs } })}
          />
        </div>
      )}
    </>
  );
}
