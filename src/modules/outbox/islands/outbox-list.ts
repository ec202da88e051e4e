/** Lists what waits on this device, with what to do about each. */
import { formatBytes, formatDateTime } from '#kernel/text.ts'
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'
import { linkTo } from '#ui/keeping-words.ts'
import { findKept, forget, type KeptForm, keptBy, type Listed } from '#ui/kept-forms.ts'
import { onTold, startOutbox, tell, wake } from '#ui/outbox.ts'
import { signInToSend } from '#ui/sign-in-to-send.ts'

type Props = { readonly owner: string }

const language = document.documentElement.lang === 'en' ? 'en' : 'vi'
const words = pageWords({
  vi: {
    nothing: 'Không có gì chờ trên máy này.',
    unreadable: 'Trình duyệt này không cho lưu trên máy, nên không có gì chờ ở đây.',
    typed: 'Đang viết dở, chưa bấm gửi',
    queued: 'Chưa gửi – chờ mạng',
    attention: 'Cần ông/bà xem lại',
    reasons: {
      0: 'Việc này đã sang bước khác nên phần này chưa vào hồ sơ.',
      404: 'Bản nháp không còn: đã xóa, đã nộp hoặc quá 90 ngày.',
      409: 'Đã được sửa trên máy khác. Mở để so hai bản và chọn.',
      415: 'Một tệp không nhận được: quá lớn, hỏng hoặc không an toàn. Mở để bỏ tệp đó.',
      422: 'Có chỗ cần sửa. Mở để xem.',
    } as Readonly<Record<number, string>>,
    sent: 'Đã gửi',
    saved: (when: string) => `Lưu trên máy lúc ${when}`,
    open: 'Mở',
    see: 'Xem kết quả',
    tryNow: 'Gửi ngay',
    trying: 'Đang gửi…',
    stillWaiting: 'Vẫn chưa gửi được. Khi có mạng sẽ tự gửi.',
    signedOut: 'Phiên đăng nhập đã hết. Đăng nhập lại để gửi; không mất gì.',
    signIn: 'Đăng nhập lại',
    drop: 'Bỏ đi',
    ask: 'Bỏ hẳn phần này khỏi máy? Không lấy lại được.',
    dropYes: 'Bỏ hẳn',
    dropNo: 'Giữ lại',
    clear: 'Xóa khỏi danh sách',
    contents: 'Nội dung',
    files: (count: number) => `${count} tệp`,
  },
  en: {
    nothing: 'Nothing waits on this device.',
    unreadable: 'This browser does not let anything be kept, so nothing waits here.',
    typed: 'Being written, not sent',
    queued: 'Not sent: waiting for a line',
    attention: 'Needs you',
    reasons: {
      0: 'The matter has moved on, so this part did not go in.',
      404: 'The draft is not there any more: deleted, submitted or older than 90 days.',
      409: 'It was changed on another device. Open it to compare and choose.',
      415: 'A file was not taken: too large, damaged or unsafe. Open it to take that file out.',
      422: 'Something has to be mended. Open it to see.',
    } as Readonly<Record<number, string>>,
    sent: 'Sent',
    saved: (when: string) => `Kept on this device at ${when}`,
    open: 'Open',
    see: 'See what became of it',
    tryNow: 'Send now',
    trying: 'Sending…',
    stillWaiting: 'It could not be sent yet. It goes when there is a line.',
    signedOut: 'Your session has ended. Sign in again to send; nothing is lost.',
    signIn: 'Sign in again',
    drop: 'Throw away',
    ask: 'Take this off the device for good?',
    dropYes: 'Throw away for good',
    dropNo: 'Keep it',
    clear: 'Take off the list',
    contents: 'Contents',
    files: (count: number) => `${count} files`,
  },
})

startIslands<Props>('outbox-list', (element, { owner }) => {
  const list = make('ul', { class: 'stack outbox' })
  const status = make('p', { role: 'status' })
  element.append(status, list)
  let isTrying = false
  const draw = async () => {
    try {
      const all = (await keptBy(owner)).filter(isShown)
      list.replaceChildren(...(await Promise.all(all.map((one) => line(one, draw, tryNow)))))
      const ofOthers = owner === '' ? await signInToSend() : []
      if (ofOthers.length > 0) list.append(make('li', { class: 'card' }, ...ofOthers))
      else if (all.length === 0) list.replaceChildren(make('li', { class: 'empty' }, words.nothing))
    } catch {
      list.replaceChildren(make('li', { class: 'empty' }, words.unreadable))
    }
  }
  const tryNow = async () => {
    isTrying = true
    status.textContent = words.trying
    await wake(true)
    isTrying = false
    if (status.textContent === words.trying) status.textContent = ''
  }
  onTold(({ sent }) => {
    if (sent.outcome === 'signedOut')
      status.replaceChildren(words.signedOut, linkTo(`/dang-nhap?tiep=${location.pathname}`, words.signIn))
    else if (isTrying && /^(noLine|busy|failed)$/.test(sent.outcome)) status.textContent = words.stillWaiting
    void draw()
  })
  startOutbox(owner)
  void draw()
})

/** Pages of drafts that went are not to be looked at here. */
const isShown = ({ state, how }: Listed) => state !== 'sent' || how.tells === true

async function line(
  form: Listed,
  draw: () => Promise<void>,
  tryNow: () => Promise<void>,
): Promise<HTMLElement> {
  const acts = make('div', { class: 'button-group' })
  const item = make(
    'li',
    { class: 'card' },
    make('h3', { class: 'card-title' }, form.title),
    make(
      'p',
      { class: form.state === 'sent' ? '' : 'save-indicator save-indicator-open' },
      words[form.state],
    ),
    ...(form.state === 'attention' ? [make('p', {}, words.reasons[form.status ?? -1] ?? '')] : []),
    make('p', { class: 'hint' }, await sizeAndTime(form)),
    ...(form.state === 'sent' ? [] : [contents(form)]),
    acts,
  )
  const open = addressOf(form)
  if (open)
    acts.append(
      make(
        'a',
        { class: 'button button-secondary', href: open },
        form.state === 'sent' ? words.see : words.open,
      ),
    )
  if (form.state === 'queued') acts.append(button(words.tryNow, 'secondary', () => void tryNow()))
  const drop = async () => {
    await forget(form.key)
    tell({ key: form.key, sent: { outcome: 'noLine' } })
    await draw()
  }
  if (form.state === 'sent') acts.append(button(words.clear, 'quiet', () => void drop()))
  else
    acts.append(
      button(words.drop, 'quiet', () => {
        const keep = button(words.dropNo, 'secondary', () => void draw())
        acts.replaceChildren(
          make('p', {}, words.ask),
          button(words.dropYes, 'danger', () => void drop()),
          keep,
        )
        keep.focus()
      }),
    )
  return item
}

function button(label: string, kind: string, act: () => void): HTMLButtonElement {
  const one = make('button', { type: 'button', class: `button button-${kind}` }, label)
  one.addEventListener('click', act)
  return one
}

async function sizeAndTime({ key, savedAt, bytes }: Listed): Promise<string> {
  const when = words.saved(formatDateTime(new Date(savedAt), language))
  if (bytes === 0) return when
  const files = (await findKept(key))?.files.length ?? 0
  return `${when}. ${words.files(files)}, ${formatBytes(bytes, language)}`
}

/** Where it is filled in, or what became of it. */
function addressOf({ state, to, page, how, requestId }: Listed): string | undefined {
  if (state === 'sent') return to
  if (state === 'attention' && to && to !== page) return to
  return how.many && state !== 'typed' ? `${page}?muc=${requestId}` : page
}

/** What was written, as it was written: to copy it, should there be no page for it any more. */
function contents({ fields }: Pick<KeptForm, 'fields'>): HTMLElement {
  const own = fields.filter(([name, value]) => !name.startsWith('_') && name !== 'act' && value.trim() !== '')
  if (own.length === 0) return make('span')
  return make(
    'details',
    {},
    make('summary', {}, words.contents),
    make('ul', {}, ...own.map(([, value]) => make('li', { class: 'lines' }, value))),
  )
}
