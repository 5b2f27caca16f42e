import { titled } from '../../workbench/kit/choices.ts';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { ANNULMENTS, type Annulment } from '../contract.ts';
import { words } from './text.ts';

const text = words.published.annulment;
const STANDS = 'stands';

/** As it is being filled in; an empty `how` is not chosen yet. */
export type AnnulmentForm = { readonly how: string; readonly on: string; readonly by: string };

/** What is sent: null where the decision stands, undefined while something is missing. */
export function annulmentFrom({ how, on, by }: AnnulmentForm): Annulment | null | undefined {
  if (how === STANDS) return null;
  const chosen = ANNULMENTS.find((each) => each === how);
  if (chosen === undefined || on === '' || by.trim().length < 2) return undefined;
  return { how: chosen, on, by: by.trim() };
}

type Props = { readonly form: AnnulmentForm; readonly onChange: (form: AnnulmentForm) => void };

/**
 * Whether a penalty decision still stands, and from which day the three working days count.
 *
 * @law 行政处罚法 第四十八条
 */
export function AnnulmentFields({ form, onChange }: Props) {
  const annulled = ANNULMENTS.some((each) => each === form.how);
  return (
    <>
      <SelectField
        label={text.how}
        hint={text.clock}
        value={form.how}
        onChange={(how) => onChange({ ...form, how })}
        blank={text.choose}
        choices={[...titled(ANNULMENTS, text.kinds), { value: STANDS, title: text.stands }]}
      />
      {annulled && (
        <>
          <TextField label={text.on} type="date" value={form.on} onChange={(on) => onChange({ ...form, on })} />
          <TextField
            label={text.document}
            value={form.by}
            onChange={(by) => onChange({ ...form, by })}
            maxLength={200}
          />
        </>
      )}
    </>
  );
}
