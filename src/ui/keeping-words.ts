/** Runs in the browser: what is said under a form that is kept on the device. */
import { make, pageWords } from './island-runtime.ts'
import { findKept } from './kept-pages.ts'

export const outboxAddress = '/tai-khoan/hop-gui'

export const words = pageWords({
  vi: {
    kept: 'Đã lưu trên máy này. Chưa gửi.',
    waiting:
      'Chưa gửi – chờ mạng. Đã lưu trên máy này và tự gửi khi có mạng; có thể đóng trang, khi mở lại cổng là gửi.',
    sending: 'Đang gửi…',
    progress: (percent: number) => `Đang gửi tệp: ${percent} %`,
    signedOut: 'Phiên đăng nhập đã hết. Đăng nhập lại để gửi; nội dung vẫn còn trên máy này.',
    signIn: 'Đăng nhập lại',
    notKept:
      'Máy này không còn chỗ để lưu thêm. Những gì đã lưu trước vẫn còn. Đừng đóng trang; gửi ngay khi có mạng, hoặc xóa bớt ảnh trên máy.',
    filesNotKept:
      'Máy này không còn chỗ cho tệp vừa chọn; phần chữ và các tệp đã lưu trước vẫn còn. Đừng đóng trang; gửi ngay khi có mạng, hoặc xóa bớt ảnh trên máy.',
    nearlyFull: 'Đã lưu trên máy này. Chưa gửi. Máy sắp hết chỗ: gửi sớm, hoặc xóa bớt ảnh trên máy.',
    needsLine: 'Việc này cần mạng. Nội dung đã lưu trên máy này.',
    older: 'Trang này đã gửi từ máy này. Cần mạng để xem và sửa bản mới nhất.',
    reload: 'Mở lại trang',
    typedHere:
      'Trang này đã được lưu từ nơi khác. Trên máy này còn phần gõ dở chưa gửi; chưa phần nào bị trộn vào nhau.',
    useTyped: 'Điền phần gõ dở trên máy này',
    dropTyped: 'Bỏ phần gõ dở',
    look: 'Máy chủ đã xem và cần ông/bà xem lại. Nội dung vẫn còn trên máy này.',
    elsewhere: 'Chưa gửi được vì việc này đã sang bước khác. Nội dung vẫn còn trên máy này.',
    badFile:
      'Máy chủ không nhận một tệp: quá lớn, hỏng hoặc không an toàn. Bỏ tệp đó rồi gửi lại. Nội dung vẫn còn trên máy này.',
    gone: 'Bản nháp này không còn: đã xóa, đã nộp hoặc quá 90 ngày. Nội dung vẫn còn trên máy này.',
    refused: 'Máy chủ không nhận. Nội dung vẫn còn trên máy này.',
    goThere: 'Mở để xem',
    next: (title: string) => `Điền tiếp: ${title}`,
    nextNeedsLine: 'Các trang sau chưa có trên máy này, cần mạng để mở.',
    outbox: 'Xem hộp gửi',
    another: 'Viết phản ánh khác',
  },
  en: {
    kept: 'Kept on this device. Not sent yet.',
    waiting:
      'Not sent: waiting for a line. It is kept on this device and goes when there is a line; you may close the page.',
    sending: 'Sending…',
    progress: (percent: number) => `Sending files: ${percent} %`,
    signedOut: 'Your session has ended. Sign in again to send; everything is still on this device.',
    signIn: 'Sign in again',
    notKept:
      'This device has no room left. What was kept before is still there. Do not close the page; send as soon as there is a line, or delete some photos.',
    filesNotKept:
      'This device has no room for the files just chosen; the words and the files kept before are still there. Do not close the page; send as soon as there is a line.',
    nearlyFull:
      'Kept on this device. Not sent yet. The device is nearly full: send soon, or delete some photos.',
    needsLine: 'This needs a line. What you typed is kept on this device.',
    older: 'This page was sent from this device. A line is needed to see and change the newest.',
    reload: 'Open the page again',
    typedHere:
      'This page was saved elsewhere. What you typed on this device has not been sent; nothing was mixed together.',
    useTyped: 'Fill in what was typed on this device',
    dropTyped: 'Drop what was typed here',
    look: 'The server has looked at it and needs you. Everything is still on this device.',
    elsewhere: 'Not sent: the matter has moved on. Everything is still on this device.',
    badFile:
      'The server does not take one of the files: too large, damaged or unsafe. Take it out and send again. Everything is still on this device.',
    gone: 'This draft is not there any more: deleted, submitted or older than 90 days. Everything is still on this device.',
    refused: 'The server did not take it. Everything is still on this device.',
    goThere: 'Open it',
    next: (title: string) => `Go on to: ${title}`,
    nextNeedsLine: 'The next pages are not on this device; a line is needed to open them.',
    outbox: 'See the outbox',
    another: 'Write another report',
  },
})

export const linkTo = (href: string, label: string): HTMLElement => make('p', {}, make('a', { href }, label))

/** The place under a form where its state is told. */
export function stateOf(form: HTMLFormElement) {
  const place = make('div', { class: 'kept-state', role: 'status' })
  form.append(place)
  let said = ''
  const show = (text: string, ...more: readonly Node[]) => {
    place.classList.add('kept-state-open')
    // The same words once more would be read out once more.
    if (text === said && more.length === 0) return
    said = text
    place.replaceChildren(make('p', {}, text), ...more)
  }
  return {
    show,
    says: (text: string) => said === text,
    add: (...more: readonly Node[]) => place.append(...more),
    /** The form takes nothing more; with words that say why. */
    close(closed: HTMLFormElement, text?: string, ...more: readonly Node[]) {
      closed.after(place)
      closed.inert = true
      closed.classList.add('kept-closed')
      if (text !== undefined) show(text, ...more)
    },
    ask(text: string, choices: readonly (readonly [string, () => void])[]) {
      const buttons = choices.map(([label, act]) => {
        const button = make('button', { type: 'button', class: 'button button-secondary' }, label)
        button.addEventListener('click', act)
        return button
      })
      show(text, make('div', { class: 'button-group' }, ...buttons))
      form.prepend(place)
    },
    outboxLink: () => linkTo(outboxAddress, words.outbox),
    /** The page after this one, where the device has it. */
    async nextLink(next: { readonly href: string; readonly title: string } | undefined): Promise<Node> {
      if (!next) return document.createTextNode('')
      const isHere = 'caches' in globalThis && (await findKept(next.href).catch(() => undefined))
      return isHere
        ? linkTo(next.href, words.next(next.title))
        : make('p', { class: 'hint' }, words.nextNeedsLine)
    },
  }
}
