import Checking
import Diagnostics
import Explanations
import Frontends
import Reports
import Rules
import YAMLTree
