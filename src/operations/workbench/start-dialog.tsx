import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { go } from '../../workbench/router.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { CATEGORIES, Category, startIncident } from '../contract.ts';
import { words } from './text.ts';

const { dialog: text, categories } = words.incidents;

/** Enters an incident, or begins a drill; goes on to its page. */
export function StartDialog({ drill, onClose }: { readonly drill: boolean; readonly onClose: () => void }) {
  const [category, setCategory] = useState<Category>('outage');
  const [summary, setSummary] = useState('');
  const [personalData, setPersonalData] = useState(false);
  const send = useSend(startIncident, ({ id }) => go(`/incidents/${id}`));
  return (
    <Dialog title={drill ? text.drill : text.incident} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!send.isPending) send.mutate({ body: { category, summary, personalData, drill } });
        }}
      >
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={text.category}
          value={category}
          onChange={(value) => setCategory(Category.parse(value))}
          choices={titled(CATEGORIES, categories)}
        />
        <TextField label={text.summary} hint={text.summaryHint} value={summary} onChange={setSummary} maxLength={200} />
        <CheckField label={text.personal} value={personalData} onChange={setPersonalData} />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {text.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
