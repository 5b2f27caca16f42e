import { Fragment } from 'react';
import { CheckField } from '../../workbench/kit/field.tsx';
import { Notice } from '../../workbench/kit/notice.tsx';
import { followedKey } from '../consents/rules.ts';
import type { PublicationView } from '../wire.ts';
import { words } from './text.ts';

const { secrecy: said } = words;

/** What whoever looks for secrets answers for, and the marks that the program has found. */
export function SecrecyLook(props: {
  readonly look: NonNullable<PublicationView['secrecy']>;
  readonly checked: readonly string[];
  readonly onChange: (checked: readonly string[]) => void;
}) {
  const { look, checked, onChange } = props;
  return (
    <>
      {look.terms.length > 0 && (
        <Notice tone="warn">
          <p>{said.terms}</p>
          <ul>
            {look.terms.map(({ document, part, around }) => (
              <li key={`${document} ${part} ${around}`}>
                {around} <span className="soft">{said.at(document, part)}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <fieldset className="field">
        <legend>{said.checks}</legend>
        {look.checks.map(({ key, name, followed }) => {
          const other = followedKey(key);
          const without = checked.filter((each) => each !== key && each !== other);
          return (
            <Fragment key={key}>
              <CheckField
                label={name}
                value={checked.includes(key)}
                onChange={(on) => onChange(on ? [...without, key] : without)}
              />
              {followed !== undefined && (
                <CheckField
                  label={said.or(followed)}
                  value={checked.includes(other)}
                  onChange={(on) => onChange(on ? [...without, other] : without)}
                />
              )}
            </Fragment>
          );
        })}
      </fieldset>
    </>
  );
}
