import { Password } from './password.tsx';
import { text } from './text.ts';

export const Page = () => (
  <div className="stack narrow">
    <header>
      <h1>{text.password.title}</h1>
    </header>
    <div className="panel">
      <Password />
    </div>
  </div>
);
