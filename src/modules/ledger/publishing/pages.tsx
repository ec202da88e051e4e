/** Trang kiểm tra ngoài mạng: one file that needs nothing beside it, in the colours that the device asks for. */

type Parts = {
  readonly name: string
  readonly script: string
  readonly keys: string
  readonly heads: readonly string[]
}

const style = `
:root { color-scheme: light dark; --ink: #1b2a33; --quiet: #4a5b66; --paper: #fbf9f4; --line: #b9c2c8; --sea: #0b5d74; --good: #1d6b3a; --bad: #a3231f; --warn: #7a5200 }
@media (prefers-color-scheme: dark) { :root { --ink: #e9eef1; --quiet: #b3c0c8; --paper: #12202a; --line: #4a5b66; --sea: #7cc6dc; --good: #7fd09a; --bad: #ff9d94; --warn: #f0c465 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 'Be Vietnam Pro', system-ui, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem }
label { display: block; font-weight: 600; margin: 1.5rem 0 .375rem }
textarea { width: 100%; font: .9375rem/1.5 ui-monospace, monospace; padding: .75rem; border: 1px solid var(--quiet); border-radius: .375rem; background: transparent; color: inherit }
input[type=file] { font: inherit; max-width: 100% }
button { font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .75rem 1.5rem; border: 0; border-radius: .375rem; background: var(--sea); color: var(--paper); cursor: pointer }
:focus-visible { outline: 3px solid var(--sea); outline-offset: 3px }
.quiet { color: var(--quiet) }
#answer:not(:empty) { margin-top: 2rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-left: .375rem solid var(--line); border-radius: .375rem }
#answer.success { border-left-color: var(--good) } #answer.success h2 { color: var(--good) }
#answer.danger { border-left-color: var(--bad) } #answer.danger h2 { color: var(--bad) }
#answer.warning { border-left-color: var(--warn) } #answer.warning h2 { color: var(--warn) }
dl { margin: 1rem 0 0 } dt { color: var(--quiet); font-size: .9375rem } dd { margin: 0 0 .5rem; overflow-wrap: anywhere }
details { margin-top: 2rem } pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem }
`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The page as text. Keys and heads are what this installation knew at this moment. */
export function OfflinePage({ name, script, keys, heads }: Parts): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kiểm tra biên nhận sổ cái · ${escaped(name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Kiểm tra biên nhận sổ cái</h1>
<p class="quiet">${escaped(name)}. Trang này không gửi gì đi và không cần mạng: khóa kiểm tra nằm sẵn bên trong.</p>
<form id="form">
<label for="file">Tệp biên nhận (.tlog-proof)</label>
<input id="file" type="file" accept=".tlog-proof,text/plain">
<label for="text">Hoặc dán nội dung biên nhận, hay dòng chữ đọc được từ mã QR lớn (bắt đầu bằng SC1:)</label>
<textarea id="text" rows="8" spellcheck="false"></textarea>
<button>Kiểm tra</button>
</form>
<div id="answer" role="status" tabindex="-1"></div>
<details><summary>Khóa và điểm chốt bên trong trang</summary>
<pre id="keys">${escaped(keys)}</pre>
${heads.map((note) => `<pre>${escaped(note)}</pre>`).join('\n')}
</details>
</main>
<script>${script.replaceAll('</', '<\\/')}</script>
</body>
</html>
`
}
