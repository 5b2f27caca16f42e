import type { Captcha } from '../kernel/index.ts';
import { fieldId } from './field-id.ts';
import { Hidden } from './hidden.tsx';
import { text } from './text.ts';

const words = text.captcha;

/**
 * The small question that a person answers by eye or by ear, at the end of a form that is open to the world: no picture, no
 * script. Nothing where nothing is asked.
 */
export const CaptchaField = ({
  captcha,
  wrong,
}: {
  readonly captcha: Captcha | null;
  /** What is wrong with the answer that was given. */
  readonly wrong?: string | undefined;
}) => {
  if (captcha === null) return null;
  const id = fieldId('captcha');
  const describedBy = wrong === undefined ? `${id}-hint` : `${id}-hint ${id}-error`;
  return (
    <fieldset className="group">
      <legend>{words.title}</legend>
      <Hidden values={{ captchaToken: captcha.token }} />
      <div className={wrong === undefined ? 'field' : 'field wrong'}>
        <label htmlFor={id}>{captcha.question}</label>
        <p className="hint" id={`${id}-hint`}>
          {words.hint}
        </p>
        {wrong !== undefined && (
          <p className="error" id={`${id}-error`}>
            <span className="unseen">{text.errorPrefix}</span>
            {wrong}
          </p>
        )}
        <input
          type="text"
          id={id}
          name="captcha"
          maxLength={10}
          autoComplete="off"
          aria-required
          aria-describedby={describedBy}
          aria-invalid={wrong === undefined ? undefined : true}
        />
      </div>
      <div className="unseen" aria-hidden="true">
        <label htmlFor="website">{words.unseen}</label>
        <input id="website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
    </fieldset>
  );
};
