import { titled } from '../../../workbench/kit/choices.ts';
import { SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { useCall } from '../../../workbench/use-call.ts';
import { STAGES } from '../../contract.ts';
import { listAffairs, readScopes } from '../../wire-scope.ts';
import { scopeWords } from '../scope-text.ts';
import type { Part } from './part.ts';

const { fields } = scopeWords;

/** Categories of one side, as the rule of the day has them. */
function useCategories(side: 'public' | 'internal') {
  const lists = useCall(readScopes, {}).data?.lists ?? [];
  return (lists.find(({ key }) => key === side)?.items ?? []).map(({ key, name }) => ({ value: key, title: name }));
}

/** Where something stands inside: its category takes the place of an entry of the catalogue. */
export const InternalCategory = ({ draft, set }: Part) => (
  <SelectField
    label={fields.internal}
    blank={fields.internalBlank}
    value={draft.node}
    onChange={(node) => set({ node, axis: null })}
    choices={useCategories('internal')}
  />
);

/** The day of a notice, the category, and the matter that something belongs to. */
export function ScopeFields({ draft, set, agencyId }: Part & { readonly agencyId?: number | undefined }) {
  const categories = useCategories('public');
  const affairs = useCall(listAffairs, { query: { agency: agencyId } }, { enabled: agencyId !== undefined });
  const choices = (affairs.data?.rows ?? []).map(({ id, title }) => ({ value: String(id), title }));
  const { affair } = draft;
  return (
    <>
      {draft.genre === 'announcement' && (
        <TextField
          label={fields.implementsOn}
          hint={fields.implementsHint}
          type="date"
          value={draft.implementsOn ?? ''}
          onChange={(value) => set({ implementsOn: value === '' ? undefined : value })}
        />
      )}
      {draft.audience === 'public' && (
        <SelectField
          label={fields.category}
          hint={fields.categoryHint}
          blank={fields.categoryBlank}
          value={draft.category ?? ''}
          onChange={(value) => set({ category: value === '' ? undefined : value })}
          choices={categories}
          optional
        />
      )}
      {(choices.length > 0 || affair) && (
        <div className="pair">
          <SelectField
            label={fields.affair}
            hint={fields.affairHint}
            blank={fields.affairBlank}
            value={String(affair?.id ?? '')}
            onChange={(value) =>
              set({ affair: value === '' ? undefined : { id: Number(value), stage: affair?.stage ?? 'process' } })
            }
            choices={choices}
            optional
          />
          {affair && (
            <SelectField
              label={fields.stage}
              value={affair.stage}
              onChange={(value) =>
                set({ affair: { ...affair, stage: STAGES.find((each) => each === value) ?? 'process' } })
              }
              choices={titled(STAGES, scopeWords.stages)}
            />
          )}
        </div>
      )}
    </>
  );
}
