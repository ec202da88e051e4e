/** What forms have in common, as one file: on a slow line each request costs more than these few bytes (`ui/assets.ts`). */
import './reveal.ts'
import './offline-form.ts'
import './file-picker.ts'
import './map.ts'
