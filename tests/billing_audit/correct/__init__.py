"""Bills of carriers that make no mistakes, as untidy as life: no check may claim a cent of them."""
