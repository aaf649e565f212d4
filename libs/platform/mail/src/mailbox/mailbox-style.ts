/** Style sheet of the mailbox: its own, quiet, light and dark. Text 4.5:1 and field borders 3:1 at least. */
export const mailboxStyle = `
:root {
  color-scheme: light dark;
  --ground: #fafaf7; --surface: #f0f0ea; --strong: #e4e5dc; --ink: #1d2320; --muted: #565e58; --line: #d9dbd1;
  --field: #7c857e; --accent: #1f5c4d; --on-accent: #ffffff; --danger: #a3271e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #141816; --surface: #1c221f; --strong: #29312d; --ink: #ecefe9; --muted: #a7b0a9; --line: #323a36;
    --field: #7f8a83; --accent: #8fd0bb; --on-accent: #0c2a22; --danger: #f2a097;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
.wrap { max-width: 58rem; margin: 0 auto; padding: 0 1.5rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.5rem 1rem; }
h1, h2 { line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; margin: 0; text-wrap: balance; }
h1 { font-size: 1.75rem; }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.masthead { padding: 2rem 0 1.5rem; }
.masthead p { margin: 0.25rem 0 0; color: var(--muted); max-width: 44rem; }

.controls { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; padding-bottom: 1rem; }
.controls label { display: block; font-size: 0.875rem; color: var(--muted); margin-bottom: 0.25rem; }
.controls .grow { flex: 1 1 16rem; }
.controls .portal { flex: 0 1 16rem; min-width: 0; }
input, select, .button {
  font: inherit; min-height: 2.75rem; border-radius: 8px; padding: 0.4rem 0.8rem; width: 100%;
  border: 1px solid var(--field); background: var(--ground); color: var(--ink);
}
.button {
  width: auto; display: inline-flex; align-items: center; gap: 0.5rem; cursor: pointer; text-decoration: none;
  font-weight: 550;
}
.button:hover { background: var(--surface); }
.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.main:hover { background: var(--accent); text-decoration: underline; }
.danger { color: var(--danger); border-color: var(--danger); }

.status { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; font-size: 0.9375rem; }
.status p { margin: 0; color: var(--muted); }
.status strong { color: var(--ink); font-weight: 600; }

.list { list-style: none; margin: 0.75rem 0 0; padding: 0; border-top: 1px solid var(--line); }
.list > li { border-bottom: 1px solid var(--line); }
.row {
  display: grid; grid-template-columns: 2.5rem minmax(0, 1fr) auto; gap: 0 1rem; padding: 0.9rem 0.75rem;
  margin: 0 -0.75rem; color: inherit; text-decoration: none;
}
.row:hover { background: var(--surface); }
.row p { margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who { font-size: 0.9375rem; color: var(--muted); }
.new .who { color: var(--ink); }
.what { font-weight: 450; }
.new .what { font-weight: 650; }
.preview { font-size: 0.9375rem; color: var(--muted); }
.when { font-size: 0.875rem; color: var(--muted); text-align: right; white-space: nowrap; }
.dot { display: inline-block; width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--accent); margin-right: 0.4rem; }
.face {
  width: 2.5rem; height: 2.5rem; border-radius: 50%; display: grid; place-items: center; font-size: 0.875rem;
  font-weight: 650; color: #fff; background: #3e5a52;
}
.hue-1 { background: #6a1b36; } .hue-2 { background: #8a3a1f; } .hue-3 { background: #6b5410; }
.hue-4 { background: #2e6b4f; } .hue-5 { background: #24607a; } .hue-6 { background: #3a3fb0; } .hue-7 { background: #6d3a80; }

.empty { padding: 3.5rem 0; max-width: 30rem; }
.empty svg { width: 4.5rem; height: auto; color: var(--field); margin-bottom: 1rem; }
.empty p { color: var(--muted); margin: 0.5rem 0 0; }
.foot { padding: 1.5rem 0 3rem; }
details summary { cursor: pointer; color: var(--muted); font-size: 0.9375rem; padding: 0.5rem 0; width: fit-content; }

.path { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; justify-content: space-between; padding: 1.25rem 0 1.5rem; }
.path a { display: inline-block; padding: 0.4rem 0; }
.path span { display: flex; gap: 1.25rem; }
.letter { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1rem; align-items: start; }
.letter h1 { overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.2rem 1.25rem; margin: 1rem 0 0; font-size: 0.9375rem; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.tabs {
  display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: end; margin: 1.5rem 0 0; border-bottom: 1px solid var(--line);
}
.tabs a { padding: 0.6rem 0; color: var(--muted); text-decoration: none; border-bottom: 3px solid transparent; margin-bottom: -1px; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
.tabs .widths { margin-left: auto; display: flex; gap: 1rem; font-size: 0.9375rem; }
.stage { margin: 1.25rem 0 0; border-radius: 10px; overflow: hidden; border: 1px solid var(--line); }
.stage iframe { display: block; width: 100%; height: 44rem; border: 0; background: #fff; }
.narrow { width: 392px; max-width: 100%; margin-inline: auto; }
pre {
  margin: 1.25rem 0 0; padding: 1.25rem; background: var(--surface); border-radius: 10px; overflow: auto;
  font: 0.9375rem/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace; tab-size: 4;
}
.soft { white-space: pre-wrap; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: 1.25rem 0 0; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 500; color: var(--muted); white-space: nowrap; }
td { overflow-wrap: anywhere; font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875rem; }
.files { list-style: none; padding: 0; margin: 1.5rem 0 0; display: flex; flex-wrap: wrap; gap: 0.75rem; }
.files small { color: var(--muted); font-weight: 400; }
@media (max-width: 40rem) {
  .wrap { padding: 0 1rem; }
  .masthead { padding: 1.25rem 0 1rem; }
  h1 { font-size: 1.5rem; }
  .row { grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.75rem; }
  .face { display: none; }
  .row .preview, .row .what { grid-column: 1 / -1; }
  .row .words { display: contents; }
  .when { grid-row: 1; grid-column: 2; }
  .row .who { grid-row: 1; }
  .controls .portal { flex: 1 1 12rem; }
  .tabs { gap: 0 1.1rem; font-size: 0.9375rem; }
  .tabs .widths { display: none; }
  .path { font-size: 0.9375rem; gap: 0 1rem; }
  .path span { gap: 0.9rem; }
  .letter { grid-template-columns: minmax(0, 1fr); }
  th { white-space: normal; min-width: 7rem; overflow-wrap: anywhere; }
}
@media (prefers-reduced-motion: no-preference) { .row, .button { transition: background-color 120ms; } }
`;

/** Script of the mailbox. Without it everything works, but for the list's own refresh and the frame's height. */
export const mailboxScript = `
const frame = document.querySelector('.stage iframe');
if (frame) {
  const fit = () => {
    const page = frame.contentDocument;
    if (page && page.body) frame.style.height = Math.max(240, page.documentElement.scrollHeight) + 'px';
  };
  frame.addEventListener('load', () => {
    fit();
    new ResizeObserver(() => { frame.style.height = ''; fit(); }).observe(frame.parentElement);
  });
  if (frame.contentDocument && frame.contentDocument.readyState === 'complete') fit();
}
const list = document.getElementById('messages');
if (list) {
  const refresh = async () => {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('messages');
    if (!fresh || fresh.innerHTML === list.innerHTML) return;
    const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.getAttribute('href') : null;
    list.replaceChildren(...fresh.childNodes);
    if (focused) list.querySelector('a[href="' + CSS.escape(focused) + '"]')?.focus();
  };
  new EventSource('/events').addEventListener('change', refresh);
}
document.querySelector('select[name=sender]')?.addEventListener('change', (event) => event.target.form.requestSubmit());
`;
