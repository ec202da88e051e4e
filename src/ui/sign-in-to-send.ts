/** Runs in the browser: a session that ended leaves what it wrote on the device; whoever comes next is asked to sign in to send it. */
import { make, pageWords } from './island-runtime.ts'
import { linkTo, outboxAddress } from './keeping-words.ts'
import { countOfSignedIn } from './kept-forms.ts'

const words = pageWords({
  vi: {
    waits: (count: number) =>
      `${count} mục của người đã đăng nhập chưa gửi từ máy này. Đăng nhập lại để gửi; không mất gì.`,
    signIn: 'Đăng nhập lại',
  },
  en: {
    waits: (count: number) =>
      `${count} not sent from this device, of somebody who had signed in. Sign in again to send; nothing is lost.`,
    signIn: 'Sign in again',
  },
})

/** What to say to a visitor; nothing where nothing waits for anybody. */
export async function signInToSend(): Promise<readonly Node[]> {
  const count = await countOfSignedIn().catch(() => 0)
  if (count === 0) return []
  return [make('p', {}, words.waits(count)), linkTo(`/dang-nhap?tiep=${outboxAddress}`, words.signIn)]
}
