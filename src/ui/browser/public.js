// Improves pages that already work without it: nothing may depend on this file.

/** Pages served as files carry no choice of display: take it from the cookie. The words match ui/preferences.ts. */
const chosen = /(?:^|; )display=([a-z.]*)/.exec(document.cookie)?.[1] ?? '';
for (const word of ['senior', 'contrast', 'large', 'larger']) {
  if (chosen.split('.').includes(word)) document.documentElement.classList.add(`show-${word}`);
}
for (const back of document.querySelectorAll('.preferences [name=back]')) {
  back.value = location.pathname + location.search;
}

/** An error summary is read out first: browsers that know autofocus have done so by the first frame. */
requestAnimationFrame(() => {
  if (document.activeElement === document.body) document.getElementById('error-summary')?.focus();
});

/** A double click must not send a form twice. The button stays enabled, or its name would not be sent. */
for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    event.submitter?.setAttribute('aria-disabled', 'true');
    setTimeout(() => delete form.dataset.sent, 8000);
  });
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
  }
});

/** Fields that are wanted only after a certain answer stay hidden until it is given. The server decides by itself. */
const given = (form, name) =>
  [...form.elements]
    .filter((input) => input.name === name && !input.closest('[hidden]'))
    .filter((input) => (input.type === 'radio' || input.type === 'checkbox' ? input.checked : true))
    .map((input) => input.value);

function showWhatIsWanted(form) {
  // In document order, so that a field which hangs on a field just hidden is hidden too.
  for (const field of form.querySelectorAll('[data-if]')) {
    const wanted = JSON.parse(field.dataset.in);
    field.hidden = !given(form, field.dataset.if).some((value) => wanted.includes(value));
  }
}
for (const form of document.querySelectorAll('form:has([data-if])')) {
  for (const note of form.querySelectorAll('.only-if')) note.hidden = true;
  showWhatIsWanted(form);
  form.addEventListener('change', () => showWhatIsWanted(form));
}

/** A link from the error summary leads to the field itself, whatever is hidden above it. */
document.getElementById('error-summary')?.addEventListener('click', (event) => {
  const target = event.target.closest?.('a') && document.querySelector(event.target.closest('a').hash);
  if (!target) return;
  event.preventDefault();
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
});

/** Tools beside something published: what only a script can do is shown only with one. */
for (const tools of document.querySelectorAll('[data-scripted]')) tools.hidden = false;
const tool = {
  print: () => window.print(),
  close: () => window.close(),
  share: () => void navigator.share?.({ title: document.title, url: location.href }).catch(() => undefined),
  copy: (button) => {
    const said = button.textContent;
    void navigator.clipboard?.writeText(location.href).then(() => {
      button.textContent = '已复制';
      setTimeout(() => {
        button.textContent = said;
      }, 2000);
    });
  },
};
for (const button of document.querySelectorAll('[data-do]')) {
  // Only phones and some programs can hand an address on to others.
  if (button.dataset.do === 'share') button.hidden = !navigator.share;
  button.addEventListener('click', () => tool[button.dataset.do]?.(button));
}

/** Counts this reading and shows how many there were. */
for (const reads of document.querySelectorAll('[data-reads]')) {
  fetch(`/api/readings/${reads.dataset.reads}`, { method: 'POST' })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((found) => {
      if (!found) return;
      reads.querySelector('b').textContent = found.times;
      reads.hidden = false;
    })
    .catch(() => undefined);
}
