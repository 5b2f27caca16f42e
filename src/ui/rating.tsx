import type { Option } from '../kernel/form/index.ts';
import { fieldId } from './field-id.ts';
import { text } from './text.ts';

/** A rating that was given: filled and empty stars, and the figure in words. */
export const Stars = ({ value, of = 5 }: { readonly value: number; readonly of?: number | undefined }) => {
  const filled = Math.max(0, Math.min(of, Math.round(value)));
  return (
    <span className="stars">
      <span aria-hidden="true">
        {'★'.repeat(filled)}
        {'☆'.repeat(of - filled)}
      </span>
      <span className="unseen">{text.rating(value, of)}</span>
    </span>
  );
};

/** A question answered on a scale, best first; radio buttons, nothing chosen beforehand. */
export const Rating = (props: {
  readonly name: string;
  readonly legend: string;
  readonly levels: readonly Option[];
  readonly value?: string | undefined;
  readonly error?: string | undefined;
}) => {
  const id = fieldId(props.name);
  return (
    <fieldset
      className={props.error === undefined ? 'field rating' : 'field rating wrong'}
      aria-describedby={props.error === undefined ? undefined : `${id}-error`}
    >
      <legend>{props.legend}</legend>
      {props.error !== undefined && (
        <p className="error" id={`${id}-error`}>
          <span className="unseen">{text.errors.prefix}</span>
          {props.error}
        </p>
      )}
      <div className="rating-levels">
        {props.levels.map((level, index) => (
          <label key={level.value} className="choice" htmlFor={index === 0 ? id : `${id}-${index}`}>
            <input
              type="radio"
              id={index === 0 ? id : `${id}-${index}`}
              name={props.name}
              value={level.value}
              defaultChecked={level.value === props.value}
            />
            <span>
              <span className="rating-stars" aria-hidden="true">
                {'★'.repeat(props.levels.length - index)}
              </span>{' '}
              {level.title}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};
