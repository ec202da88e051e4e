/** Asks the device for a passkey, or for what it signs with one, and sends it with the form around the button. */
import { pageWords, startIslands } from '#ui/island-runtime.ts'

type Props =
  | { readonly act: 'create'; readonly options: PublicKeyCredentialCreationOptionsJSON }
  | { readonly act: 'get'; readonly options: PublicKeyCredentialRequestOptionsJSON }

const words = pageWords({
  vi: {
    waits: 'Làm theo hướng dẫn của thiết bị…',
    stopped: 'Thiết bị chưa xác nhận. Bấm để thử lại, hoặc dùng cách khác trên trang này.',
    unable: 'Trình duyệt này chưa dùng được khóa truy cập. Dùng cách khác trên trang này.',
  },
  en: {
    waits: 'Follow what your device says…',
    stopped: 'The device did not confirm. Try again, or use another way on this page.',
    unable: 'This browser cannot use passkeys. Use another way on this page.',
  },
})

const isAble = () => typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function'

async function ask(props: Props): Promise<PublicKeyCredential> {
  const credential =
    props.act === 'create'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(props.options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(props.options),
        })
  return credential as PublicKeyCredential
}

startIslands<Props>('passkey', (element, props) => {
  const form = element.closest('form')
  const button = element.querySelector('button')
  const field = element.querySelector<HTMLInputElement>('input[name="khoa"]')
  const output = element.querySelector('output')
  if (!form || !button || !field || !output) return
  const say = (text: string) => {
    output.textContent = text
  }
  if (!isAble()) return say(words.unable)
  say('')
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    say(words.waits)
    ask(props).then(
      (credential) => {
        field.value = JSON.stringify(credential.toJSON())
        form.requestSubmit()
      },
      () => {
        button.disabled = false
        say(words.stopped)
      },
    )
  })
})
