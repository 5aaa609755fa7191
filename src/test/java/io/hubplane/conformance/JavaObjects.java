package io.hubplane.conformance;

import com.google.gson.annotations.SerializedName;

/** The objects of the application as the Java client's Gson reads and writes them. */
final class JavaObjects {
    private JavaObjects() {}

    /** A small object. */
    @SuppressWarnings("unused") // read by Gson
    static final class Custom {
        @SerializedName("Name")
        private final String name;

        @SerializedName("Value")
        private final int value;

        Custom(String name, int value) {
            this.name = name;
            this.value = value;
        }
    }

    /** An object with values that the protocols write differently; those for which Gson has no form are texts. */
    @SuppressWarnings("unused") // read by Gson
    static final class Complex {
        @SerializedName("String")
        private final String text;

        @SerializedName("IntArray")
        private final int[] integers;

        @SerializedName("ByteArray")
        private final String bytes;

        @SerializedName("Guid")
        private final String id;

        @SerializedName("DateTime")
        private final String time;

        private Complex(String text, int[] integers, String bytes, String id, String time) {
            this.text = text;
            this.integers = integers;
            this.bytes = bytes;
            this.id = id;
            this.time = time;
        }

        /** The object that the application sends. */
        static Complex known() {
            return new Complex(
                    "hello world",
                    new int[] {1, 2, 3},
                    "AQID",
                    "00010203-0405-0607-0706-050403020100",
                    "2000-01-01T00:00:00Z");
        }
    }
}
