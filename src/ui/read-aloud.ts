/** Runs in the browser: reads the page aloud with the device's own voice, where it has one for the page's language. */
import { pageWords } from './island-runtime.ts'

const words = pageWords({
  vi: { read: 'Đọc to trang này', stop: 'Dừng đọc' },
  en: { read: 'Read this page aloud', stop: 'Stop reading' },
})

const voiceOf = () =>
  speechSynthesis
    .getVoices()
    .find(({ lang }) => lang.slice(0, 2) === document.documentElement.lang.slice(0, 2))

/** Shows the buttons once there is a voice; some devices tell of theirs late. */
export function offerReading(buttons: readonly HTMLButtonElement[]): void {
  const offer = () => {
    if (voiceOf()) for (const button of buttons) button.hidden = false
  }
  offer()
  speechSynthesis.addEventListener?.('voiceschanged', offer)
  // A page that is left falls silent.
  addEventListener('pagehide', () => speechSynthesis.cancel())
  for (const button of buttons)
    button.addEventListener('click', () => (isReading ? stop(buttons) : read(buttons)))
}

let isReading = false

function say(buttons: readonly HTMLButtonElement[], reads: boolean): void {
  isReading = reads
  for (const button of buttons) button.textContent = reads ? words.stop : words.read
}

function stop(buttons: readonly HTMLButtonElement[]): void {
  speechSynthesis.cancel()
  say(buttons, false)
}

/** Line by line: voices break off in the middle of what is long. */
function read(buttons: readonly HTMLButtonElement[]): void {
  const text = document.querySelector('main')?.innerText ?? ''
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  say(buttons, true)
  for (const [index, line] of lines.entries()) {
    const spoken = new SpeechSynthesisUtterance(line)
    spoken.lang = document.documentElement.lang
    spoken.voice = voiceOf() ?? null
    if (index === lines.length - 1) spoken.addEventListener('end', () => say(buttons, false))
    speechSynthesis.speak(spoken)
  }
}
