/** Shows the button that installs the app where the browser offers it; elsewhere the words beside it tell how. */
import { startIslands } from '../island-runtime.ts'

type Offer = Event & { prompt(): Promise<unknown> }

startIslands('install-app', (element) => {
  const button = element.querySelector('button')
  if (!button) return
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    button.hidden = false
    button.addEventListener(
      'click',
      () => {
        button.hidden = true
        void (event as Offer).prompt()
      },
      { once: true },
    )
  })
})
