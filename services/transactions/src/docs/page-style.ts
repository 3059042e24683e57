export const PAGE_STYLE = `
:root { --ink: #1d2430; --soft: #56606f; --line: #d9dee6; --paper: #fff; --side: #f5f7fa; --link: #0b5cad;
  --code: #eef1f6; --get: #0b6b4f; --post: #0b5cad; --put: #8a4b00; --delete: #a3202d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --soft: #a3adbb; --line: #333c49; --paper: #12161c;
  --side: #181d25; --link: #7db8f5; --code: #222934; --get: #5fd0a8; --post: #7db8f5; --put: #e6ad66; --delete: #f58b94; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.55 system-ui, sans-serif;
  display: grid; grid-template-columns: 20rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1rem; background: var(--side);
  border-right: 1px solid var(--line); font-size: .875rem; }
main { padding: 1.5rem 2.5rem 6rem; max-width: 62rem; min-width: 0; overflow-wrap: break-word; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; padding: .5rem; background: var(--paper); }
nav .title { margin: 0 0 .75rem; font-size: 1.25rem; font-weight: 700; }
nav label { display: block; margin-bottom: .25rem; color: var(--soft); }
nav input { width: 100%; padding: .45rem .6rem; color: inherit; background: var(--paper); border: 1px solid var(--soft);
  border-radius: .35rem; font: inherit; }
nav input::placeholder { color: var(--soft); opacity: 1; }
nav ul { list-style: none; margin: .25rem 0 .75rem; padding: 0; }
nav li a { display: block; padding: .3rem .25rem; color: inherit; text-decoration: none; border-radius: .25rem; }
nav li a:hover { background: var(--code); }
nav summary { padding: .3rem 0; font-weight: 600; cursor: pointer; }
.place { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#found { min-height: 1.4em; margin: .25rem 0; color: var(--soft); }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { margin: 3.5rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.5rem; }
h3 { margin: 0 0 .35rem; font-size: 1.125rem; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
h4 { margin: 1rem 0 .25rem; font-size: .9375rem; }
section.operation, section.object, section.guide { padding: 1.5rem 0; border-bottom: 1px solid var(--line); }
code { padding: .1em .3em; background: var(--code); border-radius: .25rem; font: .875em ui-monospace, monospace;
  overflow-wrap: anywhere; }
pre { margin: .5rem 0; padding: .75rem; background: var(--code); border-radius: .35rem; overflow-x: auto; }
pre code { padding: 0; background: none; overflow-wrap: normal; }
.call { margin: .25rem 0 .5rem; }
.method { font: 700 .75rem ui-monospace, monospace; color: var(--put); }
.method.get { color: var(--get); } .method.post { color: var(--post); } .method.delete { color: var(--delete); }
.callers, .rules, .optional, .media { color: var(--soft); font-size: .875rem; }
.type { font-size: .875rem; }
.says { display: block; }
.fields, .forms { list-style: none; margin: .25rem 0; padding: 0; }
.fields > li, .forms > li { padding: .4rem 0; border-top: 1px solid var(--line); }
.fields > li:first-child, .forms > li:first-child { border-top: 0; }
.fields .fields, .fields .forms, .forms .fields, .answer .forms { margin-left: .25rem; padding-left: .9rem;
  border-left: 2px solid var(--line); }
.name { font-weight: 700; }
section.guide h4 { margin-top: 1.5rem; }
.wide { margin: .75rem 0; overflow-x: auto; }
.wide table { min-width: 36rem; }
.wide code { overflow-wrap: normal; }
table { border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
:not(.wide) > table { display: block; overflow-x: auto; }
details.answer, details.example { margin: .35rem 0; }
details summary { cursor: pointer; }
dt { margin-top: .6rem; } dd { margin: 0 0 0 1rem; }
@media (max-width: 52rem) { body { display: block; }
  nav { position: static; height: auto; max-height: 60vh; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1rem 1rem 4rem; } }
@media print { nav, .skip { display: none; } body { display: block; } }
`;
