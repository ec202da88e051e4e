/** Records what somebody says into the file field of the form, and lets them hear it before it is sent. */
import { filesReady, make, pageWords, startIslands } from '#ui/island-runtime.ts'

type Props = { readonly secondsMax: number; readonly megabytesMax: number }

const words = pageWords({
  vi: {
    record: 'Ghi âm',
    again: 'Ghi âm lại',
    stop: 'Dừng ghi',
    remove: 'Bỏ bản ghi âm',
    asking: 'Cho phép dùng micrô để ghi âm…',
    recording: (left: number) => `Đang ghi. Còn ${left} giây.`,
    ready: (seconds: number) => `Đã ghi ${seconds} giây. Nghe lại trước khi gửi.`,
    removed: 'Đã bỏ bản ghi âm.',
    failed: 'Không dùng được micrô. Cho phép micrô rồi bấm lại, chọn tệp ghi âm có sẵn, hoặc viết.',
    large: (most: number) => `Bản ghi âm quá ${most} MB. Ghi ngắn hơn.`,
    name: 'ghi-am',
  },
  en: {
    record: 'Record',
    again: 'Record again',
    stop: 'Stop',
    remove: 'Take the recording away',
    asking: 'Allow the microphone…',
    recording: (left) => `Recording. ${left} seconds left.`,
    ready: (seconds) => `${seconds} seconds recorded. Listen before you send.`,
    removed: 'The recording was taken away.',
    failed: 'The microphone cannot be used. Allow it and press again, choose a file, or write.',
    large: (most) => `The recording is larger than ${most} MB. Make it shorter.`,
    name: 'recording',
  },
})

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

startIslands<Props>('voice-recorder', (element, { secondsMax, megabytesMax }) => {
  const input = element.querySelector<HTMLInputElement>('input[type="file"]')
  const mimeType =
    typeof MediaRecorder === 'undefined'
      ? undefined
      : kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
  if (!input || !mimeType || !navigator.mediaDevices) return
  const state = make('p', { class: 'hint', role: 'status' })
  const start = make('button', { type: 'button', class: 'button button-secondary' }, words.record)
  const remove = make('button', { type: 'button', class: 'button button-quiet' }, words.remove)
  const player = make('audio', { controls: '', class: 'voice' })
  const acts = make('div', { class: 'button-group' }, start)
  input.before(acts, state)
  let recorder: MediaRecorder | undefined
  input.dataset['prepares'] = ''

  start.addEventListener('click', () => (recorder?.state === 'recording' ? recorder.stop() : void record()))
  remove.addEventListener('click', () => {
    input.value = ''
    show('', words.removed)
    ready()
  })
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    show(file ? URL.createObjectURL(file) : '', '')
    ready()
  })

  function ready(): void {
    input?.dispatchEvent(new Event(filesReady, { bubbles: true }))
  }

  function show(source: string, said: string): void {
    state.textContent = said
    start.textContent = source ? words.again : words.record
    if (!source) {
      player.remove()
      remove.remove()
      return
    }
    player.src = source
    state.after(player)
    acts.append(remove)
  }

  async function record(): Promise<void> {
    state.textContent = words.asking
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    } catch {
      state.textContent = words.failed
      return
    }
    const parts: Blob[] = []
    const began = performance.now()
    const passed = () => Math.round((performance.now() - began) / 1000)
    recorder = new MediaRecorder(stream, { mimeType: mimeType as string, audioBitsPerSecond: 32_000 })
    const clock = setInterval(() => {
      state.textContent = words.recording(Math.max(0, secondsMax - passed()))
      if (passed() >= secondsMax) recorder?.stop()
    }, 1000)
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
    recorder.addEventListener('stop', () => {
      clearInterval(clock)
      for (const track of stream.getTracks()) track.stop()
      keep(new Blob(parts, { type: mimeType as string }), passed())
    })
    recorder.start(1000)
    start.textContent = words.stop
    state.textContent = words.recording(secondsMax)
  }

  function keep(recording: Blob, seconds: number): void {
    if (recording.size > megabytesMax * 1024 * 1024) return show('', words.large(megabytesMax))
    const [type = ''] = recording.type.split(';')
    const holder = new DataTransfer()
    holder.items.add(new File([recording], `${words.name}.${type.slice('audio/'.length)}`, { type }))
    if (input) input.files = holder.files
    ready()
    show(URL.createObjectURL(recording), words.ready(seconds))
  }
})
