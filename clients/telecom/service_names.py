"""What carriers' files call the number of a service; without Django, for bill readers use it."""

#: Names of attributes that hold it, in lower case, letters and digits alone.
SERVICE_NAMES = frozenset(
    {
        *("serviceid", "servicenumber", "service", "subscriber", "subscriberid"),
        *("subscribernumber", "phonenumber", "telephonenumber", "telephone", "phone"),
        *("mobilenumber", "msisdn", "cli", "circuit", "circuitid", "circuitnumber"),
        *("linenumber", "accessid", "accessnumber", "btn", "wtn", "did", "iccid"),
        *("simnumber", "rufnummer", "anschluss", "numero"),
    }
)
#: The same for characteristics of a product, where a number can be nothing else.
CHARACTERISTIC_NAMES = SERVICE_NAMES | {"number"}
