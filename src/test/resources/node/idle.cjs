// Has nothing to do, so it ends.
'use strict';
