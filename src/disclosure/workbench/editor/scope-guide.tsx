import { Button } from '../../../workbench/kit/button.tsx';
import { titled } from '../../../workbench/kit/choices.ts';
import { AreaField, CheckField, ChoiceField } from '../../../workbench/kit/field.tsx';
import { useCall } from '../../../workbench/use-call.ts';
import { type Content, NATURES } from '../../contract.ts';
import { proposalFor, type ScopeTable } from '../../rules/checklist.ts';
import { readScopes } from '../../wire-scope.ts';
import { scopeWords } from '../scope-text.ts';
import type { Part } from './part.ts';

const { guide } = scopeWords;
type Rule = ScopeTable['rules'][number];

const isAsProposed = ({ attribute, audience }: Content, rule: Rule): boolean =>
  attribute === rule.attribute && audience === rule.audience;

/** What the fields become when the proposal is followed. */
const followed = (draft: Content, { attribute, audience, reason }: Rule): Partial<Content> => ({
  attribute,
  audience,
  reason,
  ...(reason === null ? { reasonWords: '' } : {}),
  ...(audience === draft.audience ? {} : { node: '', axis: null }),
});

/** What it is by nature, and whom that proposes to tell. */
export function ScopeGuide({ draft, set }: Part) {
  const table = useCall(readScopes, {}).data?.table;
  const { scope } = draft;
  const rule = table && scope ? proposalFor(table, scope.nature) : null;
  const choose = (value: string): void => {
    const nature = NATURES.find((each) => each === value);
    set({ scope: nature && { nature, ways: [], words: '' } });
  };
  return (
    <div className="stack">
      <ChoiceField
        label={guide.legend}
        hint={guide.hint}
        value={scope?.nature ?? ''}
        onChange={choose}
        choices={[...titled(NATURES, scopeWords.natures), { value: '', title: guide.none }]}
      />
      {scope && rule && (
        <>
          <div className="row" role="status">
            <b>{guide.proposes(scope.nature)}</b>
            {isAsProposed(draft, rule) ? (
              <span className="soft">{guide.same}</span>
            ) : (
              <Button onClick={() => set(followed(draft, rule))}>{guide.apply}</Button>
            )}
          </div>
          {rule.ways.length > 0 && (
            <fieldset className="field">
              <legend>{guide.ways}</legend>
              <div className="row">
                {rule.ways.map((way) => (
                  <CheckField
                    key={way}
                    label={scopeWords.ways[way]}
                    value={scope.ways.includes(way)}
                    onChange={(on) =>
                      set({
                        scope: {
                          ...scope,
                          ways: on ? [...scope.ways, way] : scope.ways.filter((each) => each !== way),
                        },
                      })
                    }
                  />
                ))}
              </div>
            </fieldset>
          )}
          {!isAsProposed(draft, rule) && (
            <AreaField
              label={guide.differs}
              value={scope.words}
              onChange={(typed) => set({ scope: { ...scope, words: typed } })}
              maxLength={500}
              rows={2}
            />
          )}
        </>
      )}
      {table && <p className="soft">{guide.source(table.name, table.source, table.from)}</p>}
    </div>
  );
}
