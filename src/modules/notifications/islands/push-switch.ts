/** Switches messages on in this browser: asks for leave only on the person's press, then sends its address with the form. */
import { registerApp } from '#ui/app-registration.ts'
import { pageWords, startIslands } from '#ui/island-runtime.ts'

type Props = { readonly publicKey: string }

const words = pageWords({
  vi: {
    agreeFirst: 'Đọc nội dung ở trên và đánh dấu vào ô đồng ý trước, rồi bấm lại.',
    waits: 'Chọn “Cho phép” khi trình duyệt hỏi.',
    denied:
      'Trình duyệt đang chặn thông báo của trang này. Mở phần quyền cạnh thanh địa chỉ, cho phép “Thông báo”, rồi bấm lại.',
    failed: 'Trình duyệt chưa bật được thông báo. Kiểm tra mạng rồi bấm lại.',
    unable:
      'Trình duyệt này chưa nhận được thông báo đẩy. Trên iPhone, thêm trang vào màn hình chính rồi mở từ đó.',
  },
  en: {
    agreeFirst: 'Read the words above and tick the box first, then press again.',
    waits: 'Choose “Allow” when the browser asks.',
    denied: 'The browser blocks messages of this site. Allow them beside the address, then press again.',
    failed: 'The browser could not switch messages on. Check the network and press again.',
    unable:
      'This browser cannot receive messages. On an iPhone add the site to the home screen and open it there.',
  },
})

class Denied extends Error {}

async function subscribe({ publicKey }: Props): Promise<PushSubscription> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Denied()
  await registerApp()
  const registration = await navigator.serviceWorker.ready
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

startIslands<Props>('push-switch', (element, props) => {
  const form = element.closest('form')
  const button = element.querySelector('button')
  const field = element.querySelector<HTMLInputElement>('input[name="subscription"]')
  const output = element.querySelector('output')
  if (!form || !button || !field || !output) return
  const say = (text: string) => {
    output.textContent = text
  }
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
    return say(words.unable)
  say('')
  button.hidden = false
  button.addEventListener('click', () => {
    // Nobody is asked for leave by the browser before they agreed on the page; the server says so if they send it all the same.
    const tick = form.querySelector<HTMLInputElement>('input[name="deviceAgreed"]')
    if (tick && !tick.checked) {
      say(words.agreeFirst)
      tick.focus()
      return
    }
    button.disabled = true
    say(words.waits)
    subscribe(props).then(
      (subscription) => {
        field.value = JSON.stringify(subscription)
        form.requestSubmit()
      },
      (thrown) => {
        button.disabled = false
        say(thrown instanceof Denied ? words.denied : words.failed)
      },
    )
  })
})
