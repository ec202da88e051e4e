/** The camera at the till: frames go to the server until one holds the code of a card. The screen works without it. */
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'

const words = pageWords({
  vi: { camera: 'Mở camera', off: 'Tắt camera' },
  en: { camera: 'Open the camera', off: 'Close the camera' },
})

const framesEveryMs = 400

/** Frames go to the server, which reads the code; no program for it is fetched into the browser. */
function offerCamera(place: HTMLElement): void {
  if (!navigator.mediaDevices?.getUserMedia) return
  const button = make('button', { type: 'button', class: 'button button-secondary' }, words.camera)
  place.append(button)
  let stop: (() => void) | undefined
  button.addEventListener('click', () => {
    if (stop) {
      stop()
      stop = undefined
      button.textContent = words.camera
      return
    }
    button.textContent = words.off
    void watch(place).then((end) => {
      stop = end
      if (!end) button.textContent = words.camera
    })
  })
}

async function watch(place: HTMLElement): Promise<(() => void) | undefined> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: 'environment', width: 1280 } })
    .catch(() => undefined)
  if (!stream) return undefined
  const video = make('video', { class: 'till-camera', autoplay: '', playsinline: '', muted: '' })
  video.srcObject = stream
  place.append(video)
  let isOver = false
  const end = () => {
    isOver = true
    for (const track of stream.getTracks()) track.stop()
    video.remove()
  }
  const look = async () => {
    if (isOver) return
    const text = await readFrame(video)
    const form = document.querySelector<HTMLFormElement>('#till-form')
    const field = form?.querySelector<HTMLInputElement>('input[name="_card"]')
    if (text && field) {
      end()
      field.value = text
      form?.requestSubmit(form.querySelector<HTMLButtonElement>('button[name="act"][value="card"]'))
    } else window.setTimeout(() => void look(), framesEveryMs)
  }
  void look()
  return end
}

async function readFrame(video: HTMLVideoElement): Promise<string | undefined> {
  if (video.videoWidth === 0) return undefined
  const canvas = make('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  const token = document.querySelector<HTMLInputElement>('#till-form input[name="_csrf"]')?.value
  if (!picture || !token) return undefined
  const body = new FormData()
  body.set('_csrf', token)
  body.set('file', picture, 'the.jpg')
  const response = await fetch('/lam-viec/quay/doc-the', { method: 'POST', body }).catch(() => undefined)
  return response?.ok ? ((await response.json()) as { text: string }).text : undefined
}

startIslands('camera', offerCamera)
